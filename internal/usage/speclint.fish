# Completions of speclint for fish, by "speclint completion fish". The program on
# PATH is asked what may follow; nothing of its answer or of the line is evaluated.

function __speclint_complete
    for line in (command speclint __complete fish (commandline -cp | string collect) 2>/dev/null)
        if test "$line" = f
            __fish_complete_path (commandline -ct)
        else
            string sub -s 2 -- $line
        end
    end
end

complete -c speclint -f -k -a '(__speclint_complete)'
