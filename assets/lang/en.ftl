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

## Analyses

counting = Counting…
undefined = undefined: { $why }
n-of-all = { $n } of { $all }
fold = Fold { $name }
unfold = Unfold { $name }
layer-auto = As it comes: the only coder, else the consensus, else the mean
layer-consensus = consensus
layer-mean = Mean over coders
layer-mean-of = mean over { $n } coders
count-participants = participants
count-participants-tip = Participants with the theme, of all participants in scope
count-transcripts = transcripts
count-transcripts-tip = Transcripts with the theme, of all transcripts in scope
count-segments = segments
count-segments-tip = Passages, overlapping ones of one transcript merged
count-words = words
count-words-tip = Words that begin in a segment
count-coverage = coverage
count-coverage-tip = Characters in segments, of all characters in scope
level-codes = Codes
level-themes = Themes
unit-character = character
unit-word = word
unit-sentence = sentence
unit-turn = turn
unit-transcript = transcript
interviewer-left-out = Interviewer left out
interviewer-left-out-tip = What speakers set as interviewer say counts neither as coded nor as text
passage-in-turn = { $title } · turn { $n }

## Themes

themes-title = Theme frequencies
themes-empty = Nothing to count yet
themes-empty-why = Frequencies count how many participants speak of a theme. Import transcripts and code them first.
themes-empty-next = Import…
themes-layer = Layer: { $layer }
themes-layer-complete = Layer: { $layer }, { $n } of { $all } complete
themes-count = Count: { $count }
themes-unit = Unit: { $unit }
themes-scope = { $participants } participants, { $transcripts } transcripts
themes-in-progress = , { $n } in progress
themes-started = Transcripts started or complete
themes-complete = Complete transcripts only
themes-groups = Groups: { $attribute }
themes-no-groups = none
themes-and-codes = Themes and codes
themes-theme = Theme
themes-share = share
themes-share-tip = Participants with the theme, of all participants in scope
themes-interval = 95 % (Wilson)
themes-interval-tip = 95 % Wilson interval of the share of participants
themes-group-tip = { $count } among { $group }: { $participants } participants, { $transcripts } transcripts
themes-own = { $name }, coded with the theme itself
themes-no-codes = The codebook has no codes yet.
themes-table = Table
themes-bars = Bars
themes-behind = Passages
themes-choose = Choose a figure in the table to read the passages behind it.
themes-how-to-read = Each participant counts once for a theme, however often it was said; a theme takes its codes in. Transcripts that nobody in this layer has opened do not count at all. The interval says how far a share could vary in a sample of this size; a purposive sample describes these participants and does not generalise beyond them.
themes-keys = Enter lists the passages behind a figure

## Agreement

agreement-title = Agreement by code
agreement-coders = Coders: { $names }
agreement-coders-many = Coders: { $n }
agreement-unit = Unit: { $unit }
agreement-scope-complete = { $n } of { $all } transcripts: all complete
agreement-scope-started = { $n } of { $all } transcripts: all started
agreement-count-complete = Transcripts that all of them completed
agreement-count-started = Transcripts that all of them started
agreement-is-left-out = { $title } left out: { $why }
agreement-none-left-out = No transcript is left out.
agreement-left-out = { $n ->
    [0] Left out: { $title }: { $why }
   *[other] Left out: { $title }: { $why }, and { $n } more
}
agreement-counts = { $transcripts } transcripts, { $coders } coders, { $codes } codes, { $units } units
agreement-too-few = Agreement needs two coders
agreement-too-few-next = Choose two or more coders above. A second coder’s codings come in by Import, or by coding here under another name.
agreement-nothing-shared = No transcript counts yet: none is complete for all of these coders
agreement-take-in-progress = Take in what all have started
agreement-code = Code
agreement-alpha = alpha
agreement-alpha-tip = Krippendorff’s alpha, nominal: this code or not on every { $unit }, all coders together
agreement-kappa = kappa
agreement-cohen-tip = Cohen’s kappa of the two coders: this code or not on every { $unit }
agreement-light-tip = Light’s kappa, the mean of Cohen’s kappa over all pairs of coders: this code or not on every { $unit }
agreement-percent = agree
agreement-percent-tip = Percent agreement: { $unit }s on which coders agree, of all { $unit }s, mean over pairs of coders
agreement-f1 = F1
agreement-f1-tip = F1 (positive agreement): twice the { $unit }s that both coded, of all that either coded
agreement-coded = coded
agreement-coded-tip = { $unit }s with this code, of all { $unit }s, mean over coders
agreement-differ = differ
agreement-differ-tip = Passages on which at least two coders differ
agreement-mean = Mean over codes
agreement-mean-tip = The unweighted mean over all codes that have the figure
agreement-pooled = All codes pooled
agreement-pooled-tip = Every code on every unit is one rating, so that frequent codes weigh more
agreement-without = { $n ->
    [one] without { $n } code that has no figure
   *[other] without { $n } codes that have no figure
}
agreement-differences = { $n ->
    [one] { $n } difference
   *[other] { $n } differences
}
agreement-differences-title = Differences
agreement-choose = Choose a code in the table to see the passages on which coders differ.
agreement-no-differences = No passage differs.
agreement-pairs = Pairs
agreement-pairs-of = kappa, mean over codes
agreement-pair-tip = { $first } and { $second }: Cohen’s kappa { $figure }, unweighted mean over codes
agreement-missed = missed
agreement-other-code = other code
agreement-border = border
agreement-did = { $coder }: { $did }
agreement-did-code = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
agreement-did-nothing = nothing
agreement-how-to-read = Each figure compares, unit by unit, whether the coders gave a code. Alpha and kappa take away the agreement that chance alone would give; both fall where a code is rare, so look at “coded”, F1 and the passages before the coefficient. The lines at .667 and .80 are the conventional thresholds (Krippendorff), no verdict. Transcripts that a coder has not completed are left out, never counted as agreement that nothing is there.
agreement-keys = Enter chooses a code or opens a passage
