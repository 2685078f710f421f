#compdef speclint
# Completions of speclint for zsh, by "speclint completion zsh". The program on PATH
# is asked what may follow; nothing of its answer or of the line is evaluated.

_speclint() {
	local line text note
	local -a words_ more paths
	local files=
	for line in "${(@f)$(command speclint __complete zsh "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
		text=${${line%%$'\t'*}[2,-1]}
		note=${line#*$'\t'}
		case $line in
		w*) words_+=("${text//:/\\:}:$note") ;;
		m*) more+=("${text//:/\\:}:$note") ;;
		p*) paths+=("$text") ;;
		f*) files=1 ;;
		esac
	done
	if [[ -n $files ]]; then
		compset -P '-*='
		_files
		return
	fi
	_describe -t values value words_ -- more -S ''
	compadd -S '' -- ${(M)paths:#*/}
	compadd -- ${paths:#*/}
}

if [[ $funcstack[1] == _speclint ]]; then
	_speclint "$@" # loaded from fpath, and called
elif (( $+functions[compdef] )); then
	compdef _speclint speclint
fi
