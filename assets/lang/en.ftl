# Every string that a person reads. Keys: words with hyphens, the part of the window first.
# Numbers written as { $n } come with their digits in threes.

## Counts

count-codings = { $n ->
    [one] { $n } coding
   *[other] { $n } codings
}

## Frame

menu-project = Project
menu-edit = Edit
menu-view = View
menu-code = Code
menu-help = Help
find-or-do = Find or do anything…
saved = saved
saved-tip = Every step is in the project folder.
saved-nowhere = not kept
saved-nowhere-tip = This project has no folder: it is gone when the window closes.
unsaved = not saved
who-alone = { $name } · independent
who-consensus = { $name } · consensus
who-nobody = Who are you?
who-reading = reading only
who-add = Someone else…
undo-step = Undo: { $step }
redo-step = Redo: { $step }
undone = Undone: { $step }
redone = Redone: { $step }
save-as = Save as
written = Written: { $file }
not-written = “{ $file }” could not be written ({ $why }). Choose another folder.
dialogs-unavailable = This system shows no file dialog (install xdg-desktop-portal-gtk or zenity to get one). Type the path into the field instead.
how-to-read = How to read this
step-add-coder = Add coder { $name }

panel-code = Code
panel-code-tip = Read a transcript and code its passages
panel-codebook = Codebook
panel-codebook-tip = Arrange and define codes and themes
panel-cases = Cases
panel-cases-tip = Participants and what is known of them
panel-themes = Themes
panel-themes-tip = How many participants speak of a theme
panel-agreement = Agreement
panel-agreement-tip = Where coders agree, where they differ, and by how much

## Commands

command-new-project = New project…
command-new-project-tip = A new project in a folder of its own, with a codebook to start from
command-open-project = Open project…
command-open-project-tip = Open a project folder
command-open-sample = Open the sample study
command-open-sample-tip = A fresh copy of the sample study, to try things out on
command-import = Import…
command-import-tip = Transcripts (.txt, .md) and tables (.csv) of attributes, codes or codings
command-export-codings = Export codings…
command-export-codings-tip = All codings of all coders as a table (.csv)
command-export-codebook = Export codebook…
command-export-codebook-tip = Codes, definitions and rules as a table (.csv)
command-export-frequencies = Export theme frequencies…
command-export-frequencies-tip = The frequencies as shown, as a table (.csv)
command-close-project = Close project
command-close-project-tip = Back to the start page; everything is saved
command-settings = Settings…
command-settings-tip = Theme, text size, who you are
command-undo = Undo
command-undo-tip = Take the last step back
command-redo = Redo
command-redo-tip = Make the step again that was taken back
command-toggle-left = Lists on the left
command-toggle-left-tip = Show or hide the left panel
command-toggle-right = Inspector on the right
command-toggle-right-tip = Show or hide the right panel
command-larger-text = Larger transcript text
command-larger-text-tip = Make the letters of transcripts larger
command-smaller-text = Smaller transcript text
command-smaller-text-tip = Make the letters of transcripts smaller
command-switch-theme = Switch light and dark
command-switch-theme-tip = Light, dark, or as the system has it, in turn
command-apply-pinned = Apply pinned code { $n }
command-apply-pinned-tip = The code under this digit, on the selected passage
command-apply-last = Apply the last code again
command-apply-last-tip = The code applied last, on the selected passage
command-find-code = Find a code to apply…
command-find-code-tip = By path, name or definition; an unknown name makes a new code
command-in-vivo = Code in vivo
command-in-vivo-tip = A new code named by the selected words themselves
command-remove-coding = Remove the coding
command-remove-coding-tip = Take the coding at the cursor away
command-edit-memo = Memo on the coding
command-edit-memo-tip = Write a note on the coding at the cursor
command-mark-complete = Mark transcript complete
command-mark-complete-tip = Coded to the end: what carries no code was judged to carry none
command-mark-in-progress = Mark transcript in progress
command-mark-in-progress-tip = Still being coded
command-previous-transcript = Previous transcript
command-previous-transcript-tip = The transcript above in the list
command-next-transcript = Next transcript
command-next-transcript-tip = The transcript below in the list
command-palette = Find or do anything…
command-palette-tip = Commands, transcripts and codes by name
command-keys = All keys
command-keys-tip = Every key and what it does
command-about = About Concord
command-about-tip = Version, licence and where things are kept

## Start

## Code

## Import

## Codebook

## Cases

## Themes

## Agreement

