# Completions of speclint for PowerShell, by "speclint completion powershell". The
# program on PATH is asked what may follow; nothing of its answer or of the line is
# evaluated.

Register-ArgumentCompleter -Native -CommandName speclint -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $program = Get-Command -Name speclint -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $program) { return }
    # What stands before the cursor; the blanks at its end are not in the tree.
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $line = $commandAst.Extent.Text.PadRight($length).Substring(0, $length)
    # As base64, since versions pass quotes on in different ways.
    $coded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($line))
    foreach ($answer in (& $program __complete powershell $coded 2>$null)) {
        $text, $note = $answer.Substring(1).Split("`t", 2)
        if ($text -eq '') { continue }
        $typed = $text
        if ($text -notmatch '^[\w./\\:=+-]+$') { $typed = "'" + $text.Replace("'", "''") + "'" }
        if (-not $note) { $note = $text }
        [System.Management.Automation.CompletionResult]::new($typed, $text, 'ParameterValue', $note)
    }
}
