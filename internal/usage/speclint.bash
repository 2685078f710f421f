# Completions of speclint for bash, by "speclint completion bash". The program on
# PATH is asked what may follow; nothing of its answer or of the line is evaluated.

_speclint() {
	local answer line
	COMPREPLY=()
	answer=$(command speclint __complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
	while IFS= read -r line; do
		line=${line%%$'\t'*}
		case $line in
		w*) COMPREPLY+=("${line:1} ") ;;
		m*) COMPREPLY+=("${line:1}") ;;
		p*)
			if compopt +o nospace -o filenames 2>/dev/null; then
				COMPREPLY+=("${line:1}")
			elif [[ $line != *[!a-zA-Z0-9_./-]* ]]; then # bash 3 would not quote others
				[[ $line == */ ]] || line+=' '
				COMPREPLY+=("${line:1}")
			fi
			;;
		f) compopt +o nospace -o default 2>/dev/null ;;
		esac
	done <<<"$answer"
	if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]]; then
		compopt -o nospace 2>/dev/null
	fi
}

complete -o nospace -F _speclint speclint
