# Every string that a person reads. Keys: words with hyphens, the part of the window first.
# Numbers written as { $n } come with their digits in threes.

## Counts

count-codings = { $n ->
    [one] { $n } coding
   *[other] { $n } codings
}

count-codes = { $n ->
    [one] { $n } code
   *[other] { $n } codes
}
words-covered = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
count-turns = { $n ->
    [one] { $n } turn
   *[other] { $n } turns
}
moment-today = today { $time }
moment-date = { $date }, { $time }

## Frame

menu-project = Project
menu-edit = Edit
menu-view = View
menu-code = Code
menu-help = Help
menu-pinned = Pinned codes
find-or-do = Find or do anything…
saved = saved
saved-tip = Every step is in the project folder.
saved-nowhere = not kept
saved-nowhere-tip = This project has no folder: it is gone when the window closes.
unsaved = not saved
who-in-phase = { $name } · { $phase }
who-supervisor = { $name }, supervisor
who-nobody = Who are you?
who-reading = reading only
who-add = Someone else…
who-phase = Phase of work: { $phase }…
undo-step = Undo: { $step }
redo-step = Redo: { $step }
undone = Undone: { $step }
redone = Redone: { $step }
save-other-ending = { $file }: nothing was written, since this file has to end in .{ $ending }: save it again under such a name
save-as = Save as
written = Written: { $file }
not-written = “{ $file }” could not be written ({ $why }). Choose another folder.
dialogs-unavailable = This system shows no file dialog (xdg-desktop-portal-gtk or zenity would). The path works as well:
path-title = Where?
path-folder = Path of a folder
path-files = Path of a file, or of a folder with files
path-save = Path of the file to write
path-done = Go on
open = Open
close = Close
cancel = Cancel
working-open = Opening { $name }
working-read = { $n ->
    [one] Reading one file
   *[other] Reading { $n } files
}
working-import = { $n ->
    [one] Importing one file
   *[other] Importing { $n } files
}
working-copies = Reading the copies
working-merge = Bringing coders together
working-history = Reading the journals
working-coder = Opening the project for another coder
working-parts = { $of ->
    [0] Working…
   *[other] { $done } of { $of }
}
working-cancelling = Cancelling; everything stays as it was…
working-wait = Other work is under way: wait until it is done.
working-failed = The work stopped because of a fault in Concord. All steps until then are safe on disk; open the project again.
already-open = This project is open already.
choose = Choose…
put-away = Put away
and-more = and { $n } more
not-read = “{ $file }” could not be read ({ $why }). Check the name and whether you may read it.
too-large = it is larger than { $most } MB
also-at-work = { $who } is at work in this project too
taken-in = What others did has been taken in
sample-nowhere = This system names no folder for data. Start with “concord --sample FOLDER”.
dropped-no-project = Open a project or make one first; then files can be dropped on it to import them.
no-window = the window could not be opened ({ $why })
palette-name = Find or do anything
palette-hint = Commands, transcripts, codes
palette-case = case
palette-same-words = delete = remove, erase = remove, discard = remove, quit = close, preferences = settings, options = settings, open file = import, print = export, statistics = agreement, kappa = agreement, compare = agreement, dark = theme
finder-nothing = Nothing found
palette-transcript = transcript
palette-code = code
palette-apply = apply to the selection
who-title = Who are you?
who-why = Your codings are kept in a layer of your own. Choose the name, or the short form, that the team knows you by.
who-hint = C1, or your name
who-name = Name of the coder
who-done = Code under this name
settings = Settings
settings-theme = Colours
theme-system = As the system
theme-light = Light
theme-dark = Dark
settings-scale = Size of the window’s text and controls
settings-per-cent = { $n } %
settings-text-size = Transcript text
points = { $n } points
settings-who = You code as
settings-nobody = nobody yet
settings-kept = Kept in
settings-not-kept = not kept: this system names no folder for it
keys-change = Change keys
keys-standard = All as they were
keys-standard-tip = Every command has the keys again that it came with
keys-other = Change
keys-other-for = Other keys for: { $command } ({ $keys })
keys-none = none
keys-press = Press the keys for “{ $command }”. Delete takes its keys away, Escape leaves them.
keys-unfit = These keys cannot stand for “{ $command }”: press them with Ctrl or Alt, or a function key. Escape leaves them as they are.
keys-taken = { $keys } stands for “{ $command }”.
keys-give = Give them to “{ $command }”
settings-keys = Keys
keys-pinned = Apply a pinned code
keys-digits = 1 to 9
keys-reading = Reading and selecting
keys-arrows = ← → ↑ ↓
keys-arrows-do = Move the caret
keys-words = Ctrl ← →
keys-words-do = Word by word
keys-turns = Ctrl ↑ ↓
keys-turns-do = Turn by turn
keys-shift = Shift + these
keys-shift-do = Select (or drag, double-click)
keys-escape = Escape
keys-escape-do = Give up the selection
about-title = Concord
about-version = Version { $version }
about-what = Coding of interviews against a codebook, theme frequencies, and agreement between coders. Free software under the MIT or the Apache 2.0 licence.
about-offline = It never uses the network. Nothing leaves this computer.
about-folder = This project: { $folder }
about-licences = Licences
licences-title = Licences
licences-what = Concord is built on the work of many others. These are its own licences, and theirs.
licences-mit = Concord: MIT licence
licences-apache = Concord: Apache licence 2.0
licences-inter = Font: Inter
licences-ubuntu = Font: Ubuntu Light
licences-hack = Font: Hack
licences-icons = Font: Emoji icon font
licences-icons-made = Font: icons of egui
licences-crates = All crates
licences-notices = Licences and notices of crates
how-to-read = How to read this
step-add-coder = Add coder { $name }

phase-independent = independent
phase-comparison = comparison
phase-consensus = consensus
phase-title = Phase of work
phase-independent-tip = Everybody codes by themselves. Nobody but a supervisor sees anything of others’ codings: not in transcripts, counts, searches, memos, exports or figures.
phase-comparison-tip = Everybody sees everybody’s codings. Coders are compared, and their differences settled.
phase-consensus-tip = As comparison; the codings that were settled on are what the study reports.
phase-reason = Why (kept in the trail of the study)
phase-nobody-leads = Nobody leads this study yet, so anybody can set its phase. A supervisor sees all codings in every phase, is not compared with the coders, and is the one who sets the phase from then on.
phase-supervisor = Name of the supervisor, if there is to be one
phase-only = The phase is set by { $names }. Say at the top right who you are.
phase-do = Begin this phase
phase-blind-title = Everybody codes independently at present
phase-blind = What others coded shows to nobody but a supervisor, so there is nothing to compare yet. It shows here as soon as the phase of comparison begins.
step-phase = Phase of work: { $phase }
step-phase-why = Phase of work: { $phase } ({ $reason })

panel-code = Code
panel-code-tip = Read a transcript and code its passages
panel-codebook = Codebook
panel-codebook-tip = Arrange and define codes and themes
panel-cases = Cases
panel-cases-tip = Participants and what is known of them
panel-find = Find
panel-find-tip = Words in all transcripts, and codes for many hits at once
panel-themes = Themes
panel-themes-tip = How many participants speak of a theme
panel-agreement = Agreement
panel-memos = Memos
panel-memos-tip = What the team thinks of the study, its codes, transcripts, cases and passages
panel-agreement-tip = Where coders agree, where they differ, and by how much

## Commands

command-new-project = New project…
command-new-project-tip = A new project in a folder of its own, with a codebook to start from
command-open-project = Open project…
command-open-project-tip = Open a project folder
command-open-sample = Open the sample study
command-open-sample-tip = A fresh copy of the sample study, to try things out on
command-import = Import…
command-import-tip = Transcripts (text, Word, LibreOffice, PDF, web pages, subtitles, ELAN, Praat, oTranscribe, JSON of whisper and other programs) and tables of turns, attributes, codes or codings
command-import-folder = Import a folder…
command-import-folder-tip = A folder of files to import; those that cannot be read are passed over
command-type-text = Type or paste a text…
command-type-text-tip = Field notes or an interview as words; Ctrl+V does it too where no field takes what is pasted
nothing-to-read = no file in this folder can be read
command-merge-copies = Bring coders together…
command-merge-copies-tip = Take in what others did on copies of this study
command-export-any = Export…
command-export-any-tip = Tables, codebook, coded transcripts, the whole study: one place, with a look at what will be in the file
command-show-in-folder = Show in folder
command-show-in-folder-tip = The file that was exported last, where it stands
command-export = Export { $what } (.{ $extension })…
command-export-folder = Export { $what }…
command-ratings-table = Agreement from a table…
command-ratings-table-tip = How far coders agree in a table of ratings: one row a unit, one column a coder
command-close-project = Close project
command-close-project-tip = Back to the start page; everything is saved
command-repair = Put back good copies
command-repair-tip = Looks at every file of the project, and puts the last good copies of damaged ones back; the damaged ones are kept in a folder beside
command-accept = Go on as it is
command-accept-tip = Takes files that somebody changed by hand as they are, and goes on without what is lost, each by name
working-mend = Looking at every file of { $name }
mend-nothing = No file is damaged; nothing had to be put back
mend-done = { $n ->
    [one] Put right: { $first }
   *[other] Put right: { $n } things, first { $first }
}
command-quit = Quit Concord
command-quit-tip = All steps are kept; what is open is saved and closed
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
command-longer-lines = Longer lines
command-longer-lines-tip = More letters on a line of the transcript
command-shorter-lines = Shorter lines
command-shorter-lines-tip = Fewer letters on a line of the transcript
command-focus-mode = Focus on one turn
command-focus-mode-tip = Everything but the turn at the caret stands back
command-line-numbers = Line numbers
command-line-numbers-tip = The numbers of the file’s lines, as Go to and messages name them, however wide the window is
command-turn-times = Times of turns
command-turn-times-tip = Show when each turn begins, where the transcript says so
command-whole-words = Select whole words
command-whole-words-tip = What the mouse selects is whole words; hold Alt for letters
command-inline-memos = Memos in the text
command-inline-memos-tip = Show memos under their passages
command-switch-theme = Switch light and dark
command-switch-theme-tip = Light, dark, or as the system has it, in turn
command-apply-pinned = Apply pinned code { $n }
command-apply-pinned-tip = The code under this digit, on the selected passage
command-apply-last = Apply the last code again
command-apply-last-tip = The code applied last, on the selected passage
command-find-code = Find a code to apply…
command-find-code-tip = By path, name or definition; an unknown name makes a new code
code-made = New code: { $name }
code-made-under = New code under { $theme }: { $name }
command-in-vivo = Code in vivo
command-in-vivo-tip = A new code named by the selected words themselves
command-remove-coding = Remove the coding
command-remove-coding-tip = Take the coding at the cursor away
command-edit-memo = Memo on the coding
command-edit-memo-tip = Write a note on the coding at the cursor
command-remove-all = Remove all codings here
command-remove-all-tip = Take every coding at the cursor or in the selection away
command-recode = Recode…
command-recode-tip = Another code for the coding at the cursor; its passage and memo stay
command-move-start = Move where it begins
command-move-start-tip = Arrows move the start of the coding at the cursor, Ctrl and arrows by words; Enter keeps it, Escape leaves it
command-move-end = Move where it ends
command-move-end-tip = Arrows move the end of the coding at the cursor, Ctrl and arrows by words; Enter keeps it, Escape leaves it
command-next-overlap = Next overlapping coding
command-next-overlap-tip = Walk through the codings that lie over each other at the cursor
command-only-this-code = Show only this code
command-only-this-code-tip = Only the code at the cursor shows in the text; again, and all show
command-stripe-names = Coders’ names in the margin
command-others-codings = Others’ codings in lanes
command-others-codings-tip = What other coders coded beside your own; never while everybody codes independently
command-stripe-names-tip = Show whose coding it is beside each stripe
command-start-back = Start a letter back
command-start-back-tip = The coding at the cursor begins a letter earlier
command-start-on = Start a letter on
command-start-on-tip = The coding at the cursor begins a letter later
command-end-back = End a letter back
command-end-back-tip = The coding at the cursor ends a letter earlier
command-end-on = End a letter on
command-end-on-tip = The coding at the cursor ends a letter later
command-split-coding = Split the coding
command-split-coding-tip = Cut the coding at the caret into two
command-join-codings = Join codings
command-join-codings-tip = Make one of the codings of one code at the cursor or in the selection
command-next-uncoded = Next uncoded passage
command-next-uncoded-tip = Select the next stretch of a turn that carries none of your codes; interviewers' turns are passed over
command-previous-uncoded = Previous uncoded passage
command-previous-uncoded-tip = Select the stretch before that carries none of your codes
command-trail = Steps of the study…
command-trail-tip = Who did what, and when; take your own steps back to any of them, of earlier days too
undo-nothing = There is nothing of yours to take back
trail-title = Steps of the study
trail-filter = Filter by who or what
trail-none = No steps are kept yet.
trail-row = { $when }, { $who }: { $what }
trail-undo = Take back { $n ->
    [one] 1 step of yours
   *[other] { $n } steps of yours
}
trail-undo-tip = The chosen step and all of yours since; what others did stays. It is one step, and can be undone
trail-choose = Choose a step of yours to go back to before it
trail-step = back to before: { $step }
trail-undone = Taken back: { $n ->
    [one] 1 step
   *[other] { $n } steps
}
working-trail = Reading the steps of the study
command-find = Find in the transcript
command-find-tip = Words or a regular expression; a hit is selected, so that a digit codes it
command-find-next = Next hit
command-find-next-tip = The next place where the words stand
command-find-previous = Previous hit
command-find-previous-tip = The place before where the words stand
command-find-everywhere = Find in all transcripts
command-find-everywhere-tip = The words that are selected or looked for, in all transcripts; code what is found
command-passage-memo = Memo on the passage
command-passage-memo-tip = What you think of the selected words, with or without a code; the team reads it too
command-project-memo = Memo on the project
command-project-memo-tip = What you think of the study as a whole; the team reads it too
command-who-codes = Who codes what…
command-who-codes-tip = Transcripts given to coders, shared out by chance, and how far everybody has got
command-transcript-sets = Sets of transcripts…
command-transcript-sets-tip = Named groups of transcripts, to narrow lists and figures by
command-count-everything = Count everything
command-count-everything-tip = Figures and searches take in all of the study again
command-set-phase = Phase of work…
command-set-phase-tip = Coding independently, comparing coders, or working with the consensus
command-review-auto = Look through what searches have coded
command-review-auto-tip = Keep, change or remove each coding that a search has made
command-grow = Grow the selection
command-grow-tip = The sentence at the caret, then the turn, then the whole answer
command-shrink = Shrink the selection
command-shrink-tip = Back to the turn, the sentence, the word
command-correct-text = Correct the turn…
command-correct-text-tip = Put a typo right or take a name out; all coders’ codings go with their words
command-replace-text = Replace the text of this transcript…
command-replace-text-tip = A corrected file takes the place of the transcript’s; all coders’ codings go with their words
command-remove-transcript = Remove this transcript…
command-remove-transcript-tip = The transcript goes, with all codings and memos on it; what goes is shown before
command-jump = Go to turn, line or time…
command-jump-tip = Type 12 for turn 12, line 40, or 12:30 for a time
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

start-title = Concord
start-what = Code interviews, count themes by participant, and see where coders agree and where they do not.
start-begin = Begin
start-new-what = A folder of your own, with a codebook to start from
start-open-what = Go on where you or your team left off
start-sample-what = Twelve invented interviews, coded by three coders
start-path = Path of a project folder
start-path-hint = /home/me/my-study
start-recent = Recent projects
start-recent-none = Projects that you open will be listed here.
new-title = New project
new-name = Title
new-name-hint = Relationships in care
new-inside = In the folder
new-inside-hint = /home/me/studies
new-who = You are
new-who-hint = C1, or your name
new-folder-is = The project will be kept in { $folder }
new-codebook = Codebook to start from
new-source = Source: { $source }
new-make = Make the project
new-missing = Title, folder and your name are needed.

## Code

transcripts = Transcripts
codes = Codes
code = Code
complete-of = { $n } of { $all } complete
transcript-row-next = { $title }, yours to code next, { $state }, { $n ->
    [one] { $n } coding
   *[other] { $n } codings
}
transcript-row = { $title }, { $state }, { $n ->
    [one] { $n } coding
   *[other] { $n } codings
}
status-not-started = not started
status-in-progress = in progress
status-complete = complete
code-row = { $code }, { $n ->
    [one] { $n } coding
   *[other] { $n } codings
}
code-row-pinned = { $row }, key { $key }
code-row-applies = Click to apply it to the selected words
code-pin = Put under a digit
code-unpin = Take from its digit
code-show = Show in the codebook
code-undefined = No definition yet.
code-include = Include
code-exclude = Exclude
no-transcripts = No transcripts yet
no-transcripts-next = Import interviews: Word, PDF, subtitles, tables or plain text. Speakers are recognised, and you confirm them before anything is added.
no-codes = No codes yet. Select words and press / to name the first one, or set up the codebook.
no-codes-next = Open the codebook
nobody-codes = Nobody codes here yet: say who you are to code and to see your codings.
only-looks = You only look: what the coders coded stands in lanes. To code, say who you are.
code-as = Code as { $name }
nobody-codes-next = Who are you?…
interviewer = Interviewer
interviewer-short = INT
turn = Turn { $n }
turn-of = Turn { $n }, { $speaker }
transcript-of = Transcript of { $title }
transcript-margin = Codings in the margin
transcript-overview = Overview of the transcript
edge-start = Start of { $code }: “{ $words }”
edge-end = End of { $code }: “{ $words }”
at-cursor = At the cursor
more-at-cursor = { $n ->
    [one] One more coding in the selection
   *[other] { $n } more codings in the selection
}
hint-selected = Nothing is coded here yet. Press 1 to 9 for a pinned code, / to find one, or click a code on the left.
hint-nothing = Nothing is coded here. Select words to code them; a coding that you put the cursor on is shown here.
quoted = “{ $words }”
memo-is = Memo: { $memo }
memo-add = Add memo
memo-change = Change memo
memo-hint = What do you want to remember about this passage?
memo-name = Memo on the coding
coding-remove = Remove
codings-in-transcripts = { $n } in { $transcripts } of { $all }
latest-examples = Latest examples
example = { $title }  “{ $words }”
example-tip = Show this passage
status-turn = turn { $turn }
status-turn-line = turn { $turn } · line { $line }
status-line = line { $line }
status-selected = { $n ->
    [one] { $n } word selected
   *[other] { $n } words selected
}
status-codings = { $n ->
    [one] { $n } coding here, { $all } in all
   *[other] { $n } codings here, { $all } in all
}
status-code-keys = 1–9 pinned codes · / find a code · V in vivo · X remove · F1 all keys
select-first = Select some words first
needs-pinned = No code stands on this digit yet: in the list of codes, choose a digit for one
needs-last-code = Apply a code first; then this applies it again
needs-coding = Put the cursor on a coding first
select-words = Select at least one word
coded-already = These words carry this code already
picker-name = Find a code
picker-hint = Name, path or definition of a code
picker-new = + new code “{ $name }”
picker-new-under = A new code goes under
picker-top = the top
picker-keys = Enter apply · Ctrl Enter apply and go on · Shift Enter new code · Esc close
step-apply = Code “{ $code }”
step-new-code = New code “{ $code }”
step-reshape = Other edges of “{ $code }”
step-recode = Recode as “{ $code }”
step-split = Split a coding of “{ $code }”
step-join = Join { $n ->
    [one] 1 coding
   *[other] { $n } codings
} of “{ $code }”
step-remove-one = Remove a coding
step-remove-all = Remove { $n ->
    [one] 1 coding
   *[other] { $n } codings
}
step-remove = Remove coding “{ $code }”
step-memo = Memo on a coding
step-not-started = { $transcript } not started
step-in-progress = { $transcript } in progress
step-complete = { $transcript } complete

comparing = Side by side; only your own codings can be changed:
comparing-back = Back to agreement
comparing-end = Only mine

## Find

search-whole-word = Whole words
search-whole-word-tip = No letter goes on before or after
search-case = Match case
search-case-tip = Capital and small letters differ
search-signs = Exact signs
search-signs-tip = Quotation marks and dashes of one sort differ from those of another
search-regex = Regular expression
search-regex-tip = For example “listen(s|ed)?”, or “^So” at the beginning of a line
find-in-transcript = Find in the transcript
find-next = Next hit (Enter, F3)
find-previous = Previous hit (Shift Enter, Shift F3)
find-nothing = no hits
find-hits = { $n ->
    [one] { $n } hit
   *[other] { $n } hits
}

find-in-all = In all transcripts
find-title = Find
find-search = Search
find-queue = Coded by searches, to review: { $n }
find-name = Find in all transcripts
find-empty-why = Import interviews first; then words can be looked for in all of them at once.
find-begin = Find words in all transcripts
find-begin-why = Type a word or a regular expression. Each hit is shown in the words round it; tick those that you mean and code them in one step.
find-none = No hits
find-none-why = Try a shorter form of the word, without “Match case” or “Whole words”, or look in everything that stands in the text.
find-searching = Searching…
find-cut = There are more hits than can be listed. Look for something longer.
find-count = { $n ->
    [one] { $n } hit
   *[other] { $n } hits
} in { $transcripts } of { $all ->
    [one] { $all } transcript
   *[other] { $all } transcripts
}
find-where = In: { $where }
find-all = all transcripts
find-everything = Everything in the text, speakers’ names too
find-speaker = Speaker: { $who }
find-anybody = anybody
find-spoken = What is said
find-participants = What is said, interviewer left out
find-without = Without what carries “{ $code }”
find-without-tip = Hits that touch a passage to which you gave this code are left out
find-tick = Tick “{ $words }”
find-tick-all = Tick all: { $name }
find-carries = , carries { $code }
find-is-ticked = , ticked
find-ticked = { $n } of { $all ->
    [one] { $all } hit
   *[other] { $all } hits
} ticked
find-tick-every = Tick all
find-tick-none = Tick none
find-tick-first = Tick the hits that you mean: Space ticks a row, Ctrl Enter all of them.
find-code-as = { $n ->
    [one] Code one passage as…
   *[other] Code { $n } passages as…
}
find-code-hits = Code the hits
find-extent = What of each hit is coded
extent-match = Match
extent-word = Word
extent-sentence = Sentence
extent-turn = Turn
find-with = With this code
find-choose = Choose a code…
find-choose-tip = By path, name or definition; an unknown name makes a new code
find-code-tip = One step, which undo takes back; each passage then waits to be looked at
find-already = { $n ->
    [one] { $n } passage carries it already and stays as it is.
   *[other] { $n } passages carry it already and stay as they are.
}
find-one-by-one = One by one
find-to-list = Back to the list
find-is-in = ticked
find-is-out = not ticked
find-yes = Tick
find-no = Leave out
find-back = Previous
find-on = Next
find-open = Open in Code
find-keep = Keep
find-change = Another code
find-queued = To review
find-queue-empty = Nothing to review
find-queue-empty-why = What a search has coded waits here until you have looked at it. Search for words, tick hits and code them.
find-waiting = { $n ->
    [one] { $n } coding of a search to review
   *[other] { $n } codings of searches to review
}
find-how-to-read = A search finds words, not what they mean: the same thing is said without them, and they are said of something else. What it codes counts like any coding of yours, and waits under “to review” until you have kept it, changed it or taken it away.
find-keys-list = Arrows move · Space ticks, with Shift all of the transcript · Enter opens · Ctrl Enter codes
find-keys-hits = Y tick · N leave out · arrows move · Ctrl Enter codes · Esc list
find-keys-queue = K keep · X remove · / another code · S E edges · arrows move
step-code-hits = { $n ->
    [one] Code one passage as “{ $code }”
   *[other] Code { $n } passages as “{ $code }”
}
step-keep = Keep “{ $code }”

## Memos

memo-of-project = the project
memo-of-code = code
memo-of-transcript = transcript
memo-of-case = case
memo-of-coding = coding
memo-of-passage = passage
memo-on-coding = { $code }, { $place }
memos-filter = Find in memos
memos-any-kind = About anything
memos-anybody = By anybody
memos-new = New memo…
memos-new-tip = Choose what it is about: the project, a code, a transcript or a case
memos-about = What is the memo about?
memos-about-hint = Name of the project, a code, a transcript or a case
memos-none-found = No memo is like that.
memos-all-again = Show all
memos-replies = { $n ->
    [one] { $n } reply
   *[other] { $n } replies
}
memos-count = { $n ->
    [one] { $n } memo
   *[other] { $n } memos
}
memos-count-of = { $n } of { $all ->
    [one] { $all } memo
   *[other] { $all } memos
}
memos-empty = No memos yet
memos-empty-why = A memo keeps what you think while you code, and what the team makes of it. Begin with one on the project. On a passage: select it in Code and press Shift M. On a code, a transcript or a case: by its menu.
memos-choose = Choose a memo
memos-choose-why = What you choose on the left is read here, with what was answered.
memos-how-to-read = Memos are the team’s talk: everybody reads those on the project, on codes, transcripts, cases and passages. A memo on a coding is read by its coder alone, as nobody is to be led by how others coded.
memos-keys = Arrows move · Enter answers · Ctrl Enter keeps · Ctrl F find
memo-menu = Memo…
memo-menu-tip = Write what you think of it; the team reads it too
memo-go = Go there
memo-go-tip = Show what the memo is about
memo-go-on = Go on writing: { $about }
memo-write = What do you think?
memo-answer = Answer
memo-edit = Change
memo-edit-name = Words of the memo
memo-keep = Keep
memo-send = Answer
memo-keep-tip = Ctrl Enter
memo-give-up = Discard
memo-others = About the same thing
memo-changed = { $when }, changed { $changed }
memo-remove = { $n ->
    [0] Delete
    [one] Delete with one reply
   *[other] Delete with { $n } replies
}
memo-remove-tip = Undo brings it back
memo-in-code = This note is changed in the Code panel, at its coding.
memo-nobody = Say who you are to write memos.
step-memo-write = Memo on { $about }
step-memo-reply = Reply about { $about }
step-memo-change = Change memo on { $about }
step-memo-remove = Delete memo on { $about }

## Bringing coders together

leaving-what = As REFI-QDA (.qdpx), which NVivo, MAXQDA, ATLAS.ti, QualCoder and others read.
leaving-as-it-came = For the program that it came from, or any if it began here
leaving-standard = For any program that keeps to the standard
leaving-nvivo = For NVivo
leaving-lost = What will not be in it
leaving-nothing = Nothing is left out.
leaving-none = Choose at least one coder and one transcript.
leaving-coders = Whose codings
leaving-transcripts = Which transcripts
leaving-so-many = { $n } of { $all }
leaving-all = All
leaving-no = None
leaving-title = Export
leaving-folder = A folder
leaving-holds-title = What will be in it
leaving-holds = { $transcripts ->
    [one] 1 transcript
   *[other] { $transcripts } transcripts
}, { $codes ->
    [one] 1 code
   *[other] { $codes } codes
}, { $codings ->
    [one] 1 coding
   *[other] { $codings } codings
} by { $coders ->
    [one] 1 coder
   *[other] { $coders } coders
}, { $memos ->
    [one] 1 memo
   *[other] { $memos } memos
}
leaving-file = { $name }, { $bytes } bytes
reveal-nothing = Nothing was exported since the window was opened
reveal-not = The folder of { $file } cannot be shown ({ $why }). The file is there.
leaving-write = Export…
leaving-not-made = The file could not be made ({ $why }). Nothing was written.
working-export = Getting the export ready
merging-title = Bring coders together
merging-what = Choose the folders of the others' copies of this study. They are only read. Transcripts are matched by their words, codes by id and path, coders by id and name.
merging-folder = Folder of another coder's copy
merging-path = Path of the folder of another copy
merging-type = This system shows no dialog for folders: type the path instead
merging-add = Add
merging-choose = Choose a folder…
merging-leave-out = Leave out
merging-leave-out-tip = Leave out { $folder }
merging-sync = { $n ->
    [one] One copy that a program for syncing left among this project's files is taken in too.
   *[other] { $n } copies that a program for syncing left among this project's files are taken in too.
}
merging-found = { $n ->
    [one] A program for syncing left a copy of one of this project's files. Nothing of it is read. “Bring coders together” in the Project menu takes it in.
   *[other] A program for syncing left { $n } copies of this project's files. Nothing of them is read. “Bring coders together” in the Project menu takes them in.
}
merging-look = See what would change
merging-do = Bring together
merging-undoable = One step: undo takes all of it back.
merging-report = What would be done
merging-nothing = Nothing: this project has all that they have.
merging-from = From { $folder }
merging-told = To know
merging-conflicts = { $n ->
    [one] One thing is different in both: choose
   *[other] { $n } things are different in both: choose
}
merging-ours = As it is here: { $words }
merging-theirs = As it is in { $folder }: { $words }
step-merge = { $n ->
    [one] bring together with one copy
   *[other] bring together with { $n } copies
}

## Import

import-title = Files to import
import-kinds = Transcripts and tables
import-of = { $n ->
    [one] Import one file
   *[other] Import { $n } files
}
import-do = { $n ->
    [one] Import one file
   *[other] Import { $n } files
}
import-back = Back to the text
import-do-typed = Import the text
import-typed = Import “{ $title }”
import-all-clear = Nothing is in doubt.
import-want-a-look = { $n ->
    [one] 1 wants a look
   *[other] { $n } want a look
}
import-left-out = { $n ->
    [one] 1 is left out
   *[other] { $n } are left out
}
import-look = look
import-undoable = One step: undo takes all of it back.
import-take = Import { $file }
import-transcripts = { $n ->
    [one] { $n } transcript
   *[other] { $n } transcripts
}
import-transcript = { $n ->
    [0] transcript, no speakers
    [one] transcript, { $n } speaker
   *[other] transcript, { $n } speakers
}
import-transcript-as = { $n ->
    [one] { $n } speaker
   *[other] { $n } speakers
}, { $layout }
import-not = cannot be imported
import-adds = It adds
import-changed = Changes { $what } of { $of }: { $old } → { $new }
import-changed-more = { $n ->
    [one] and 1 value more
   *[other] and { $n } values more
}
import-adds-nothing = Nothing: all of it is in the project already.
import-added = { $n } { $what }
import-lost = Left out: { $n } × { $what } ({ $why })
import-lost-of = Left out: { $n } × { $what } ({ $why }): { $files }
kind-transcript = transcript
kind-codings = codings
kind-codings-tip = Codings of all coders, one a row
kind-codebook = codebook
kind-codebook-tip = Codes, definitions and rules
kind-attributes = attributes
kind-attributes-tip = Cases and transcripts with what is known of them
kind-qualcoder = QualCoder project
kind-taguette = Taguette project
kind-refi = REFI-QDA project
kind-refi-tip = The whole project for another program
kind-frequencies = frequencies
kind-frequencies-tip = How often codes and themes occur, by participants, transcripts and segments
kind-agreement = agreement
kind-agreement-tip = How far the coders agree who have completed the same transcripts
kind-settlements = settled differences
kind-settlements-tip = What was decided where coders differed, by whom and why
kind-memos = memos
kind-memos-tip = Memos and replies, one a row
kind-history = history
kind-history-tip = Every step: who made it, when, and how many things it changed
kind-matrix = codes by participants
kind-matrix-tip = 1 where a participant's transcripts carry a code, 0 where not, empty where nobody looked
kind-coded = coded transcripts
kind-coded-tip = Every transcript with its passages and their codes, for reading
kind-tables = all tables
kind-tables-tip = Codings, codebook, attributes, frequencies, agreement and memos in one workbook
kind-package = data package
kind-package-tip = A folder for an archive: tables, transcripts and a description that other programs read
format-tags = tags for Taguette
format-tags-tip = Codes and definitions as the table that Taguette imports
import-encoding = Encoding
import-guessed = This is a guess: look whether letters with accents are right.
import-replaced = { $n ->
    [one] One place could not be read: choose another encoding.
   *[other] { $n } places could not be read: choose another encoding.
}
import-turns = A turn is
turns-speakers = what one speaker says
turns-joined = what one speaker says in a row
turns-paragraphs = a paragraph
turns-none = nothing: no turns
import-speakers = Speakers
import-no-speakers = No speakers were recognised, so each paragraph is a turn.
role-interviewer = Interviewer
role-participant = Participant
role-other = Other
role-none = Not a speaker
import-refused = Not taken for speakers; press one that is:
import-refused-label = { $label } ({ $n })
import-refused-tip = Take it for a participant
import-name = Name of { $label }
import-name-tip = What the speaker is called in the project. Two with the same name are one speaker.
import-leaves = Does not come along, or was put right
import-keep = Keep the files as they are
import-add-codes = Add codes that the codebook lacks
import-add-codes-tip = Codes that a table of codings names and the codebook does not have are added to it, and told
import-marks = Take highlights and comments
import-marks-tip = A colour becomes a code, highlighted words codings of yours, a comment the memo of its passage
import-marks-who = Highlights become codings of somebody: say at the top right who you are, then import again
import-keep-tip = A copy of each transcript's file stays in the project, under sources
import-columns = Columns
import-columns-why = For a table with a turn or an answer in each row, say what its columns hold.
import-column-text = What is said
import-column-speaker = Speaker
import-column-start = Start
import-column-document = A transcript for each
import-column-none = none
kind-passages = passages coded elsewhere
passages-title = What its columns hold
passages-instead = It is no transcript
passages-kind = It holds
passages-why = Say what its columns hold where their names do not. What has no part here is left out.
passages-take = Read it so
passages-attribute = Attributes
passages-auto = Coded by a search
passages-case = Case
passages-codable = May be coded
passages-code = Code
passages-coder = Coder
passages-colour = Colour
passages-created = Date
passages-definition = Definition
passages-end = End
passages-example = Examples
passages-exclude = When not to use it
passages-include = When to use it
passages-layer = Layer
passages-level = Levels
passages-line = Line
passages-memo = Memo
passages-parent = Stands under
passages-quote = Words there
passages-remark = Remarks
passages-retired = Retired
passages-speaker = Speaker
passages-start = Start
passages-subcode = Subcode
passages-subtheme = Subtheme
passages-text = Words
passages-theme = Theme
passages-transcript = Transcript
import-read-as = Read as
import-next-layout = next: L
import-unlabelled = Who speaks without a label
import-unlabelled-tip = Paragraphs without a label become this speaker’s turns; left empty, they are nobody’s
import-doubts = { $n ->
    [one] 1 doubt
   *[other] { $n } doubts
}
import-in-file = in the file
import-name-here = name here
import-its-turns = turns
import-its-words = of all words
import-asks = of the turns ask
import-role = role
import-role-of = Role of { $label }: { $role }
import-case = case
import-case-none = –
import-case-new = new: { $case }
import-cases-each = Each participant a case of their own
import-cases-each-tip = Whoever is called like a case that is there is tied to it; for everybody else but interviewers a case is made. C switches it.
import-cases-equal = { $n ->
    [one] Tie the speaker who is called as a case is: { $names }
   *[other] Tie the { $n } speakers who are called as cases are: { $names }
}
import-cases-told = { $n ->
    [0] no new case
    [one] 1 new case
   *[other] { $n } new cases
}{ $there ->
    [0] {""}
    [one] , 1 that is there
   *[other] , { $there } that are there
}
import-tied = { $n ->
    [one] 1 speaker tied to a case
   *[other] { $n } speakers tied to cases
}{ $new ->
    [0] {""}
    [one] , 1 of them new
   *[other] , { $new } of them new
}
import-reads = How it reads
import-lines = { $n ->
    [one] 1 line
   *[other] { $n } lines
}
import-next-doubt = Next doubt
import-next-doubt-tip = The next line that may be read wrong, here or in the next file that wants a look. N does the same; page keys turn the lines.
import-doubts-here = { $here ->
    [0] No line in doubt here
    [one] 1 line in doubt here
   *[other] { $here } places in doubt here
}{ $files ->
    [0] .
    [one] ; 1 other file wants a look.
   *[other] ; { $files } other files want a look.
}
import-line-when = time
import-line-who = speaker
import-line-words = words
import-line-preface = head
import-line-nobody = nobody
import-line-footer = end
import-line = line { $n }
import-line-is-nobodys = { $words }, nobody’s
import-line-is-time = time { $words }
import-line-is-name = speaker { $words }
import-line-is-said = words: { $words }
import-line-is-doubtful = in doubt: { $words }
import-is-a-name = “{ $label }” is a name
import-is-no-name = “{ $label }” is no name
import-fit-speakers = { $n ->
    [one] 1 speaker
   *[other] { $n } speakers
} ({ $recurring } known or more than once)
import-fit-times = { $n } with a time, growing
import-fit-times-mixed = { $n } with a time, not in order
layout-colon = Name and colon
layout-name-above = Name over the words
layout-table = Table of turns
layout-name-time = Name and time before the words
layout-tab = Name, tab, words
layout-bracket = Name in brackets
layout-dash = Name and dash
layout-letter = Letters: Q. and A.
layout-bold-name = Name in bold
layout-bold-questions = Bold is one speaker, the rest another
layout-paragraphs = No speakers: paragraphs are turns
typed-title = Type or paste a text
typed-what = Field notes, or an interview without a recording. Who speaks is recognised as in a file, and shown before it comes in.
typed-name = Title
typed-name-hint = such as Field notes, 3 June
typed-words = Text
typed-words-hint = One paragraph a turn, or Name: words
typed-do = Go on
typed-keys = Ctrl+Enter goes on. Escape puts it by until you come back.
typed-no-title = Give the text a title: it is listed by it.
typed-no-text = There is no text yet: type or paste it above.
typed-title-taken = A transcript is called “{ $title }” already: choose another title.
step-type = Add “{ $title }”
step-import = { $n ->
    [one] Import one file
   *[other] Import { $n } files
}

## Codebook

codebook-size = { n-codes }, { n-themes }
codebook-counts-of = Counts: { $coder }
codebook-nobody = nobody
codebook-keys = Arrows move · Shift chooses several · Alt arrows rearrange · F2 renames · Delete
codebook-by-hand = Order: by hand
codebook-by-name = Order: by name
codebook-by-use = Order: by codings
codebook-several = { $n ->
    [one] 1 code chosen
   *[other] { $n } codes chosen
}
codebook-several-move = Move under
codebook-several-merge = Merge into
codebook-several-none = Choose none
codebook-several-nothing = That changes nothing: they are so already, or cannot go under themselves.
step-codes-move = Move { $n } codes
step-codes-merge = Merge { $n } codes
step-codes-colour = Colour { $n } codes
step-codes-retire = Retire { $n } codes
step-codes-bring-back = Bring back { $n } codes
codebook-filter = Filter codes
codebook-none-found = No code has that in its name, definition or rules.
codebook-new-code = New code
codebook-new-code-tip = Under the theme that is chosen, or beside the code
codebook-new-theme = New theme
codebook-new-theme-tip = At the top; drag codes under it
codebook-codings = codings
codebook-transcripts = transcripts
codebook-empty = No codes yet
codebook-empty-why = A codebook says what may be found in the transcripts. Begin with a code, or import a table of codes.
codebook-retired = { $name } (retired)
codebook-is-retired = retired
codebook-read-code = { $name }, code, { n-codings } in { n-transcripts }
codebook-read-theme = { $name }, theme, { n-codings } in { n-transcripts }
codebook-unused = No passage carries it yet.
codebook-load = { $codings ->
    [one] { $codings } coding
   *[other] { $codings } codings
} by { $coders ->
    [one] { $coders } coder
   *[other] { $coders } coders
} in { $transcripts ->
    [one] { $transcripts } transcript
   *[other] { $transcripts } transcripts
}
codebook-sample = as a passage shows it
codebook-undo = Undo
codebook-merge = Merge into…
codebook-merge-tip = Make all its codings those of another code
codebook-merge-title = Merge “{ $code }”
codebook-merge-choose = Choose the code that stays.
codebook-merge-codings = { $load } become “{ $into }”.
codebook-merge-none = No passage carries it: only the code goes.
codebook-merge-subcodes = { $n ->
    [one] { $n } subcode moves along.
   *[other] { $n } subcodes move along.
}
codebook-merge-memos = { $n ->
    [one] { $n } memo moves along.
   *[other] { $n } memos move along.
}
codebook-merge-overlapping = { $n ->
    [one] { $n } coding lies over one of the code that stays, by the same coder: the two then count as one segment.
   *[other] { $n } codings lie over some of the code that stays, by the same coder: they then count as one segment.
}
codebook-merge-do = Merge
codebook-split = Split…
codebook-split-tip = Give some of its codings to a new code
codebook-split-title = Split “{ $code }”
codebook-split-name = { $code }, part
codebook-split-new = Name of the new code
codebook-split-choose = Tick the codings that go to the new code; the others stay.
codebook-split-nothing = No passage carries this code, so there is nothing to split.
codebook-split-do = { $n ->
    [one] Move { $n } coding
   *[other] Move { $n } codings
}
codebook-retire = Retire
codebook-retire-tip = No longer offered for coding, with all below it; its codings stay and count
codebook-bring-back = Bring back
codebook-bring-back-tip = Offered for coding again, with all below it
codebook-remove = Delete…
codebook-remove-tip = The code goes, with its codings
codebook-remove-title = Delete “{ $code }”
codebook-remove-subcodes = { $n ->
    [one] { $n } code below it goes too.
   *[other] { $n } codes below it go too.
}
codebook-remove-codings = { $load } go with it.
codebook-remove-memos = { $n ->
    [one] { $n } memo goes with it.
   *[other] { $n } memos go with it.
}
codebook-remove-or-retire = Undo brings everything back. To keep the codings and only stop using the code, retire it instead.
codebook-remove-undo = Undo brings it back.
codebook-remove-do = Delete
field-name = Name
field-colour = Colour
field-definition = Definition
field-include = Include: when to use it
field-exclude = Exclude: when not to, and what to use instead
field-examples = Examples, one a line
field-layer = Layer of a layered model
field-codable = Passages can carry it
field-codable-tip = Untick for a theme that is there for order only
field-codable-carries = Passages carry it: recode them first
step-code-add = Add “{ $code }”
step-code-name = Rename code “{ $code }”
step-code-colour = Colour of “{ $code }”
step-code-definition = Definition of “{ $code }”
step-code-include = Include rule of “{ $code }”
step-code-exclude = Exclude rule of “{ $code }”
step-code-examples = Examples of “{ $code }”
step-code-layer = Layer of “{ $code }”
step-code-codable = Whether passages carry “{ $code }”
step-code-move = Move “{ $code }”
step-code-merge = Merge “{ $code }” into “{ $into }”
step-code-split = Split “{ $new }” off “{ $code }”
step-code-retire = Retire “{ $code }”
step-code-bring-back = Bring back “{ $code }”
step-code-remove = Delete “{ $code }”

## Cases

cases-cases = Cases ({ $n })
cases-transcripts = Transcripts ({ $n })
cases-speakers = Speakers ({ $n })
cases-speaker = Speaker
cases-part = Part
cases-turns = Turns
cases-case-of-speaker = Case
cases-interviewer = interviewer
cases-participant = participant
cases-other-speaker = other
cases-speaker-read = { $speaker } · { $transcript } · case: { $case }
cases-no-speakers = Nobody speaks yet
cases-no-speakers-why = Where a transcript says who speaks, as in a focus group, each speaker can be a case of their own.
cases-own-cases = Cases of their own
cases-own-cases-tip = Make all speakers of this transcript but the interviewer cases: those of the same name that are there, else new ones ({ $key })
cases-new-case = New case “{ $case }”
cases-whose = Whose words are those of { $speaker }?
cases-choose-case = Case of the speaker
cases-choose-case-hint = A case, or the name of a new one
cases-size-speakers = { $n ->
    [one] 1 speaker
   *[other] { $n } speakers
}, { $tied } tied to a case
cases-keys-speakers = ↑ ↓ move · Enter chooses the case · Delete takes it away · A makes all speakers of the transcript cases
cases-add-case = Add case
cases-add-attribute = Add attribute…
cases-import = Import attributes…
cases-import-tip = A table (.csv) with a column “case” or “transcript”; its other columns become attributes
cases-none = No cases yet
cases-none-why = A case is a participant: the unit that theme frequencies count. Add one, or import a table of attributes.
cases-no-transcripts = No transcripts yet
cases-no-transcripts-why = Import transcripts first; then say here to which case each belongs.
cases-case = Case
cases-transcript = Transcript
cases-transcripts-of = Transcripts
cases-name = name
cases-no-case = none
cases-attribute-name = Name
cases-attribute-add = Add
cases-attribute-remove = Delete attribute with its values
cases-head-tip = { $kind }. Click to rename it, change its kind or delete it.
cases-kind-stays = “{ $attribute }” stays as it is: “{ $cell }”, the value of { $name }, does not fit “{ $kind }”. Change such values first.
cases-remove-case = Delete case
cases-open-transcript = Open transcript
cases-size = { $n ->
    [one] 1 case
   *[other] { $n } cases
}, { n-attributes }
cases-size-transcripts = { $n ->
    [one] 1 transcript
   *[other] { $n } transcripts
}, { n-attributes }
cases-keys = Arrows move · Enter edits · Delete clears · Esc gives up
cases-wrong-text = “{ $cell }” is no text for “{ $attribute }”.
cases-wrong-number = “{ $cell }” is not a number, which “{ $attribute }” takes: write it like 17 or 0.5, or leave the cell empty if it is not known.
cases-wrong-date = “{ $cell }” is not a date, which “{ $attribute }” takes: write it like 2026-01-31, or leave the cell empty if it is not known.
cases-wrong-yes-no = “{ $cell }” is neither yes nor no, which “{ $attribute }” takes; leave the cell empty if it is not known.
kind-text = Text or group
kind-number = Number
kind-date = Date
kind-yes-no = Yes or no
step-case-add = Add case “{ $case }”
step-case-rename = Rename “{ $name }”
step-case-remove = Delete case “{ $case }”
step-case-assign = Give “{ $transcript }” to case “{ $case }”
step-speaker-tie = Give { $speaker } of “{ $transcript }” a case
step-speaker-untie = Take { $speaker } of “{ $transcript }” from the case
step-speakers-tie = Make the speakers of “{ $transcript }” cases
step-cell = Set { $attribute } of “{ $name }”
step-attribute-add = Add attribute “{ $attribute }”
step-attribute-kind = Make “{ $attribute }” an attribute of the kind “{ $kind }”
step-attribute-rename = Rename attribute “{ $attribute }”
step-attribute-remove = Delete attribute “{ $attribute }”

## Analyses

counting = Counting…
undefined = undefined: { $why }
n-of-all = { $n } of { $all }
fold-theme = Fold { $name }
unfold-theme = Unfold { $name }
layer-auto = As it comes: the only coder, else the consensus, else the mean
layer-consensus = consensus
layer-mean = Mean over coders
layer-mean-of = mean over { $n ->
    [one] 1 coder
   *[other] { $n } coders
}
layer-choose = choose one
layer-look-at = Look at { $layer }
layer-scope = { n-transcripts }{ $open ->
    [0] { "" }
   *[other] , { $open } in progress
}
between = { $low } to { $high }
table-copy = Copy table
table-copy-tip = Puts the table on the clipboard, to be pasted into a sheet or a document
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
unit-passages = passages (as coders cut them)
unit-transcript = transcript
interviewer-left-out = Interviewer left out
interviewer-left-out-tip = What speakers set as interviewer say counts neither as coded nor as text
interviewer-nobody = Nothing left out: nobody is set as interviewer
interviewer-nobody-tip = Who asks is set in the preview when transcripts are imported
passage-in-turn = { $title } · turn { $n }

## Themes

themes-title = Theme frequencies
themes-empty = Nothing to count yet
themes-empty-why = Frequencies count how many participants speak of a theme. Import transcripts and code them first.
themes-empty-next = Import…
themes-layer = Layer: { $layer }
themes-count = Count: { $count }
themes-unit = Unit: { $unit }
themes-scope = { n-participants }, { n-transcripts }
themes-in-progress = , { $coder }: { $n } in progress
themes-started = Transcripts started or complete
themes-complete = Complete transcripts only
themes-groups = Groups: { $attribute }
themes-no-values = Nobody in scope has a value of this attribute
themes-no-values-tip = Values are typed in Cases, or imported as a table with a column case or transcript
themes-no-groups = none
themes-and-codes = Themes and codes
themes-theme = Theme
themes-share = share
themes-share-tip = Participants with the theme, of all participants in scope
themes-interval = 95 % interval
themes-interval-tip = 95 % Wilson interval of the share of participants
themes-mean-share = mean share
themes-mean-share-tip = The mean over coders of each coder’s share of participants; press a row for n of N of each
themes-range = coders
themes-range-tip = The least and the largest share that a coder found
themes-mean-interval-tip = 95 % interval of the mean by bootstrap over participants (1,000 draws, seed 1): how far the mean would vary among other participants, not how far the coders differ
themes-of-coder = { $coder }: participants { $n }
themes-mean-picture-notes = Bars are means over coders of shares of participants, whiskers their 95 % intervals by bootstrap over participants (1,000 draws); a theme, in bold, takes its codes in.
no-interval = no interval: { $why }
themes-group-tip = { $count } among { $group }: { n-participants }, { n-transcripts }
themes-own = { $name }, coded with the theme itself
themes-no-codes = The codebook has no codes yet.
themes-table = Table
themes-way-groups = Groups
themes-way-cases = Case by case
themes-way-saturation = Saturation
themes-way-sample = Sample
themes-bars = Bars
themes-bars-tip = Draws figures as bars; without them all figures stand side by side
themes-behind = Passages
themes-choose = Choose a figure in the table to read the passages behind it.
themes-how-to-read = Each participant counts once for a theme, however often it was said; a theme takes its codes in. Transcripts that nobody in this layer has opened do not count at all. The interval says how far a share could vary in a sample of this size; a purposive sample describes these participants and does not generalise beyond them.
themes-file = theme-frequencies
themes-picture-notes = Bars are figures, whiskers 95 % Wilson intervals of shares of participants; a theme, in bold, takes its codes in.
axis-participants = share of participants, in per cent
axis-transcripts = share of transcripts, in per cent
axis-segments = passages, overlapping ones merged
axis-words = words in passages
axis-coverage = characters in passages, in per cent of all
themes-keys = Enter lists the passages behind a figure

## Groups

groups-title = Differences between groups
groups-file = group-differences
groups-none = No groups yet
groups-no-attribute = Groups are made by the values of an attribute, such as pilot and comparison. Give cases an attribute with a few values, or choose one above.
groups-to-cases = Open Cases
groups-no-themes = No code has subcodes, so there are no themes: look at codes.
groups-scope = { $n ->
    [one] 1 participant
   *[other] { $n } participants
} compared{ $open ->
    [0] { "" }
    [one] , 1 transcript in progress
   *[other] , { $open } transcripts in progress
}
groups-of-transcripts = { $attribute } (of transcripts)
groups-first = First: { $group }
groups-second = Second: { $group }
groups-in-order = in their order
groups-all-others = all others
groups-pairs = Pairs: { $attribute }
groups-strata-chip = Strata: { $attribute }
groups-scale = Values: { $scale }
groups-scale-own = as they look
groups-scale-nominal = as names
groups-scale-ordinal = in their order
groups-scale-numeric = as numbers
groups-group-tip = Participants in { $group } with the theme, of { n-participants } there, in { n-transcripts }
groups-difference = difference
groups-difference-tip = The share of { $first } less that of { $second }, in per cent points
groups-difference-pairs-tip = Within pairs: the share of { $first } less that of { $second }, in per cent points of all pairs
groups-difference-strata-tip = Within strata (Mantel-Haenszel): the share of { $first } less that of { $second }, in per cent points
groups-interval = 95 % (Newcombe)
groups-interval-pairs = 95 % (Tango)
groups-interval-strata = 95 % (Sato)
groups-interval-tip = 95 % interval of the difference, in per cent points
groups-no-interval = there is no interval
groups-more = { $group } more
groups-axis = { $second } more (below 0) or { $first } more (above 0), in per cent points
groups-v = V
groups-v-tip = Cramér’s V: how strongly groups and theme go together, from 0 to 1
groups-with = with it
groups-with-tip = Participants with the theme, of those whose number is known
groups-median-with = median with
groups-median-with-tip = The middle value of those who have the theme
groups-median-without = median without
groups-median-without-tip = The middle value of those who have not
groups-effect = effect
groups-effect-tip = How often somebody with the theme has the greater number than somebody without, of all such pairs; 50 % says nothing
groups-p-fisher = p (Fisher)
groups-p-fisher-tip = Fisher’s exact test, two-sided: how often chance alone would make as large a difference
groups-p-mcnemar = p (McNemar)
groups-p-mcnemar-tip = McNemar’s exact test of the pairs that differ, two-sided
groups-p-cmh = p (CMH)
groups-p-cmh-tip = Cochran-Mantel-Haenszel test within strata, without correction for continuity
groups-p-mann-whitney = p (Mann-Whitney)
groups-p-mann-whitney-tip = Whether those with the theme have greater or smaller numbers than those without, by ranks, two-sided
groups-p-cochran = p (Cochran’s Q)
groups-p-cochran-tip = Whether the share changes from wave to wave among those who were there in all of them
groups-p-trend = p (trend)
groups-p-trend-tip = Cochran-Armitage test of a trend over the groups in their order
groups-holm = Holm, { $n }
groups-holm-tip = The same p corrected for all tests of this table that exist
groups-differ = pairs differ
groups-differ-tip = Pairs in which one has the theme and the other not; they alone carry the test
groups-changed = changes
groups-changed-tip = From one wave to the next: participants who gained the theme, and who lost it
groups-row = A row
groups-choose = Choose a row to see all its figures, or the figure of a group to read its passages.
groups-figures = Figures
groups-group-n = { $group }: { n-participants }
groups-picture-notes = Dots are differences of shares, whiskers 95 % intervals.
groups-describes = The figures describe these participants: a purposive sample is not drawn from a population.
groups-read-groups = Each participant counts once. A p tells how often chance alone would make a difference as large, if it did not matter who is in which group; Fisher’s exact test assumes that participants are independent of each other.
groups-read-pairs = Each of { $n ->
    [one] 1 pair
   *[other] { $n } pairs
} counts once, and only pairs that differ carry the test: whether they differ as often one way as the other. It assumes that pairs are independent of each other.
groups-read-strata = Groups are compared within each stratum, and what is found there is put together (Mantel-Haenszel). It assumes that the odds ratio is about the same in all strata; Breslow and Day’s test, in the side, asks whether it is.
groups-read-waves = The same participants are seen again, so that groups are not independent. Cochran’s Q asks whether the share changes among those who were there in all waves; who changed stands in the side.
groups-read-numbers = Those who have a theme are set against those who have not by the ranks of their numbers, so that a single extreme number matters little. It assumes that participants are independent of each other.
groups-read-family = Holm corrects for { $n ->
    [0] no test, since none exists
    [one] 1 test
   *[other] { $n } tests together
}; the raw p stands beside it.
groups-read-undefined = A dash is a test that does not exist: { $why }.
groups-unit = Unit: participants
groups-unit-pairs = Unit: participants in matched pairs
groups-keys = Enter on a row lists its figures, on a group its passages
groups-shares = Shares
groups-against = { $first } against { $second }
groups-all = All groups
groups-amounts = Amounts, by participant
groups-risk-difference = Difference (Newcombe), points
groups-risk-ratio = Risk ratio (Katz)
groups-odds-ratio = Odds ratio, conditional and exact
groups-odds-ratio-sample = Odds ratio of the sample (Woolf)
groups-fisher = Fisher’s exact p
groups-chi-squared = Chi-squared
groups-chi-squared-yates = Chi-squared (Yates)
groups-cramers-v = Cramér’s V
groups-min-expected = Least expected count (below 5: read Fisher, not chi-squared)
groups-trend = Trend (Cochran-Armitage)
groups-trend-written = z { $z }, p { $p }
groups-tested = { $x }, df { $df }, p { $p }
groups-drawn = { $p } ({ $draws } draws, seed { $seed })
groups-segments-of = Segments a participant, { $group }
groups-segments-p = p by changing who is in which group
groups-coverage-of = Coverage, { $group }
groups-coverage-difference = Difference of coverage, points
groups-pairs-n = { $n ->
    [one] 1 matched pair
   *[other] { $n } matched pairs
}
groups-pairs-both = Both have it
groups-pairs-only = { $group } alone
groups-pairs-neither = Neither
groups-mcnemar = McNemar’s exact p
groups-mcnemar-mid = mid-p
groups-pairs-odds-ratio = Odds ratio, conditional and exact
groups-pairs-difference = Difference (Tango), points
groups-pairs-segments = Segments, mean difference
groups-pairs-segments-p = p by changing places within pairs
groups-strata = Strata together
groups-strata-tables = Stratum by stratum
groups-strata-odds-ratio = Odds ratio (Mantel-Haenszel)
groups-strata-difference = Difference (Mantel-Haenszel, Sato), points
groups-cmh = Cochran-Mantel-Haenszel
groups-cmh-corrected = The same, corrected for continuity
groups-breslow-day = Breslow-Day: are odds ratios alike?
groups-tarone = The same with Tarone’s correction
groups-informative = Strata that say something
groups-waves = Waves
groups-complete = There in all waves
groups-cochran = Cochran’s Q
groups-change = { $from } to { $to }
groups-change-written = of { $n }: { $kept } kept, { $gained } gained, { $lost } lost, { $never } never
groups-without = Without it
groups-ranks = By ranks
groups-u = U of those with it
groups-effect-whole = How often theirs is the greater
groups-mann-whitney-exact = Mann-Whitney p, exact
groups-mann-whitney-normal = Mann-Whitney p, normal
groups-spearman = Spearman’s rho with segments
groups-spearman-p = p of rho
groups-pairs-differ = Pairs that differ
groups-no-pair-differs = In no pair does one have it and the other not.
groups-pair = { $pair }: { $first } · { $second }
groups-more-pairs = { $n ->
    [one] and 1 more pair
   *[other] and { $n } more pairs
}
groups-more-names = { $n ->
    [one] , and 1 more
   *[other] , and { $n } more
}
groups-left-out = Left out
groups-nobody-left-out = Nobody was left out.
groups-left-not-coded = { $n } not coded in this layer
groups-left-no-value = { $n } without a value
groups-left-other-group = { $n } in another group
groups-left-no-pair = { $n } without a pair
groups-left-no-stratum = { $n } without a stratum
groups-pair-one = Pair { $pair }: one member alone
groups-pair-same = Pair { $pair }: all of one group
groups-pair-more = Pair { $pair }: more than two members

## Case by case

cell-yes = yes
cell-no = no
cases-way-present = yes or no
cases-way-cell = Cell: { $cell }
cases-way-columns = Columns: { $of }
cases-way-order = Order: { $order }
cases-way-by = By: { $attribute }
cases-way-by-name = by name
cases-way-by-attribute = by attribute
cases-way-by-likeness = by likeness
cases-way-axis-coverage = characters in passages, in per cent of all that is said
cases-way-axis-present = 1 where there is a passage
cases-way-title-participants = Themes by participants
cases-way-title-transcripts = Themes by transcripts
cases-way-file = themes-case-by-case
cases-way-notes = The darker a cell, the more; an empty cell is 0.
cases-way-nobody = Nobody counts in this layer yet.
cases-way-head = { $name }: { $value }
cases-way-cell-read = { $name }, { $theme }: { $value } ({ $unit })
cases-way-choose = Choose a cell to read its passages.
cases-way-how-to-read = A row is a theme or code, a column a participant or transcript. The darker a cell, the more there is in it, on one scale for the whole field; the number says how much. A dot is nothing. At the right stands how many columns have it. Ordered by likeness, those with the same codes stand side by side (Jaccard, average linkage).
cases-way-keys = Arrows move · Enter reads the passages of a cell

## Saturation

saturation-title = Code saturation
saturation-file = saturation
saturation-as-coded = as coded
saturation-by-title = by name
saturation-unit = Interviews: { $unit }
saturation-rule-chip = Base { $base }, run { $run }, ≤ { $most } %
saturation-base-choice = Base of { $n } interviews
saturation-run-choice = Runs of { $n } interviews
saturation-threshold-choice = At most { $n } % new
saturation-rule = Base of { $base } interviews ({ $codes ->
    [one] 1 code
   *[other] { $codes } codes
}), runs of { $run }, at most { $most } new:
saturation-reached = reached at { $at }+{ $run }, after { $at } interviews.
saturation-not-reached = undefined: { $why }.
saturation-chao = Chao2: { $seen } seen, at least { $value } in all (95 % interval { $low } to { $high }).
saturation-chao-all = Chao2: { $seen } seen, at least { $value } in all; there is no interval, since nothing is estimated beyond them.
saturation-chao-none = Chao2 is undefined: { $why }.
saturation-base-mark = base of { $n }
saturation-reached-mark = reached at { $at }+{ $run }
saturation-codes = codes
saturation-themes = themes
saturation-found = met so far
saturation-expected = mean over all orders
saturation-band-all = 95 % of all { $n } orders
saturation-band = 95 % of { $n } orders (seed { $seed })
saturation-across = { $unit }, { $order }
saturation-across-transcripts = transcripts
saturation-across-participants = participants
saturation-interview = Interview
saturation-group = Group
saturation-new = new
saturation-new-tip = Codes that no interview before it has
saturation-cumulative = so far
saturation-cumulative-tip = Codes that it and those before it have
saturation-expected-short = expected
saturation-band-short = 95 % of orders
saturation-band-tip = Where the number of codes lies in 95 of 100 orders that the interviews could have come in
saturation-new-codes = New codes
saturation-no-value = Without a value, and in no group: { $names }
saturation-nothing = No interview counts in this layer yet.
saturation-caution = This is code saturation: nothing new is named, not that nothing new is understood (Hennink, Kaiser and Marconi 2017). A codebook that is fixed beforehand saturates by construction.
saturation-how-to-read = The curve climbs with every code that no interview before it has; the band is where it lies in 95 of 100 orders that the interviews could have come in. The rule is that of Guest, Namey and Chen (2020): the codes of the first interviews are the base, and saturation is reached before the first run of interviews that brings no more new codes than the threshold. Chao2 says how many codes there may be at least, from how many one or two interviews have. This is code saturation: nothing new is named, not that nothing new is understood (Hennink, Kaiser and Marconi 2017). A codebook that is fixed beforehand saturates by construction.
saturation-status = Unit: codes seen in at least one passage
saturation-keys = Enter lists the passages that were new
saturation-choose = Choose an interview to read what it brought.
saturation-new-in = New in { $name }
saturation-nothing-new = It brought no new code.
saturation-times = { $code }, 1 of { $n } passages
saturation-row = { $name }: { $new } new, { $all } so far. { $codes }

## Sample

sample-head = { $group } ({ $n })
sample-all = all
sample-attribute = Attribute
sample-value = Value
sample-share = { $n } ({ $share })
sample-mean-sd = { $mean } ({ $sd })
sample-missing = missing
sample-left-out = “{ $attribute }” is not in the table: its { $n } values tell participants apart rather than describing them.
sample-no-value = { $n ->
    [one] 1 participant has
   *[other] { $n } participants have
} no value of the attribute that makes the groups, and { $n ->
    [one] is
   *[other] are
} in none of them.
sample-none = Nothing to describe yet
sample-none-why = The sample is described by the attributes of cases, such as group or age.
sample-how-to-read = Shares are of those whose value is known; those without stand under missing. Quartiles are those of R and numpy (type 7). Everybody in the project is described, whether or not anything of theirs was coded.
sample-keys = Enter opens Cases
sample-n = known
sample-mean = mean (sd)
sample-median = median
sample-quartiles = quartiles
sample-range = range

## Agreement

agreement-title = Agreement by code
agreement-coders = Coders: { $names }
agreement-coders-many = Coders: { $n }
agreement-unit = Unit: { $unit }
agreement-scope-complete = Transcripts: { $n } of { $all }, all complete
agreement-scope-started = Transcripts: { $n } of { $all }, all started
agreement-count-complete = Transcripts that all of them completed
agreement-count-started = Transcripts that all of them started
agreement-is-left-out = { $title } left out: { $why }
agreement-none-left-out = No transcript is left out.
agreement-unsettled = { $n ->
    [one] 1 difference not settled yet is left out ({ $share } of the text)
   *[other] { $n } differences not settled yet are left out ({ $share } of the text)
}
methods-unsettled = { $n ->
    [one] One passage on which coders differed and nothing was settled yet was left out ({ $share } of the units).
   *[other] { $n } passages on which coders differed and nothing was settled yet were left out ({ $share } of the units).
}
agreement-left-out = { $n ->
    [0] Left out: { $title }: { $why }
   *[other] Left out: { $title }: { $why }, and { $n } more
}
agreement-counts = { n-transcripts }, { n-coders }, { n-codes }, { $n } { $unit }s
agreement-too-few = Agreement needs two coders
agreement-few-complete = Fewer than two coders have marked a transcript complete. Mark what is finished in the Code panel, or take in what all have started.
agreement-choose-coders = Choose two or more coders above. Another coder’s codings come in by Import.
agreement-second-coder = A second coder’s codings come in by Import, or by coding here under another name.
agreement-nothing-shared = No transcript counts yet: none is complete for all of these coders
agreement-nothing-started = No transcript counts: none was started by all of these coders
agreement-nothing-started-next = Choose other coders above, or have these code some of the same transcripts.
agreement-take-in-progress = Take in what all have started
agreement-code = Code
agreement-alpha = alpha
agreement-kappa = kappa
agreement-percent = agree
agreement-interval = 95 % interval
agreement-interval-tip = Where the figure would lie if other transcripts like these had been drawn; sorts by its lower end, on which a claim has to rest
agreement-figure = Figure: { $figure }
agreement-figure-tip = { $name }, unit: { $unit }, all coders together. { $what }
agreement-define = What is { $name }, and where does it come from?
agreement-interval-none = Interval: none
agreement-interval-bootstrap = Interval: bootstrap by transcript, { $n }
agreement-interval-why = Characters, words and turns of one transcript are not independent, so whole transcripts are drawn anew. Ten are needed.
agreement-from-to = 95 % interval { $interval }
agreement-not-here = not for this unit
agreement-coders-none = Coders: none
agreement-which-transcripts = Only these transcripts:
agreement-all-transcripts = All transcripts
agreement-days-all = Coded: at any time
agreement-days = Coded: { $since } to { $until }
agreement-since = From
agreement-until = To
agreement-day-hint = 2026-03-31
agreement-with-themselves = One coder with themselves: before and from this day
agreement-with-themselves-tip = Intra-coder agreement: the first of the coders above, on transcripts that they coded in both times
agreement-no-interval = No interval: { $why }
agreement-drawing = Drawing transcripts for the intervals…
coder-since = { $name } from { $day }
coder-before = { $name } before { $until }
coder-between = { $name } from { $since } to before { $until }
agreement-day-wrong = Write a day as 2026-03-31; until then all codings count.
agreement-spaces-left-out = White space left out
agreement-spaces-left-out-tip = Spaces and line ends count neither as agreement nor as difference
agreement-way-codes = Code by code
agreement-way-confusions = Codes against codes
agreement-way-transcripts = Transcript by transcript
agreement-way-domains = Themes as domains
agreement-way-peers = Compare with NVivo, MAXQDA…
domains-what = Each theme as a domain of codes that exclude each other, by passages as coders cut them, in { $n ->
    [one] one transcript
   *[other] { $n } transcripts
}. A domain in which one coder put two of its codes on the same words has no figures: those passages are listed.
domains-theme = Theme
domains-coverage = Coverage
domains-coverage-tip = The share of passages that meet one of another coder: what cu-alpha speaks of
domains-clashes = Overlaps
domains-clashes-tip = Passages to which one coder gave two codes of the theme
domains-broken = { $n ->
    [0] no overlap
    [one] one overlap
   *[other] { $n } overlaps
}
domains-clash = { $title } · { $coder } · { $first } and { $second }: “{ $quote }”
agreement-copy-methods = Copy methods paragraph
agreement-methods-copied = The methods paragraph is on the clipboard
agreement-methods = Methods text
agreement-save = Save…
agreement-hidden = { $n ->
    [one] 1 code is not shown; the figures below are of all codes.
   *[other] { $n } codes are not shown; the figures below are of all codes.
}
agreement-save-csv = Save table…
agreement-save-workbook = Save workbook…
agreement-file = agreement
agreement-only-one = So far only { $coder } is compared.
agreement-nobody = Nobody has coded a transcript yet.
agreement-too-few-import = Import codings…
agreement-import-transcripts = Import transcripts…
agreement-no-transcripts = There are no transcripts yet. Import the interviews first, then have two people code them.
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
agreement-pairs-of = { $figure }, mean over codes
agreement-pair-tip = { $first } and { $second }: { $name } { $figure }, unweighted mean over codes
agreement-pair-press = Press for what these two differ on
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
coder-consensus = Consensus
settle-title = Differences
settle-progress = { $n } of { $all } settled
settle-left-open = { $n } left open
settle-changed = { $n } changed since
settle-of = { $n } of { $all }
settle-only = Only { $what }
settle-only-gave = { $first } gave { $a }, { $second } gave { $b }
settle-widen = All differences
settle-widen-tip = Leaves nothing out any more
settle-head-tip = Press for these alone
settle-this-code = This code only
settle-state-settled = settled
settle-state-open = left open
settle-state-changed = changed since
settle-keys = N P next, previous · { $takes } take · X both · E borders · O other code · L leave open
settle-none = No passage differs
settle-keys-widen = W all of them
settle-none-here-why = Nothing of what was asked for differs by this unit. W shows all differences.
settle-none-why = By this unit, in the transcripts that count, these coders coded alike. What they have alike can be taken over by the consensus.
settle-take = The consensus has it as { $coder } does
settle-take-without = The consensus has it as { $coder } does: without this code
settle-both = Both
settle-both-tip = All that any of them has: one passage where borders differ, both codes where codes differ
settle-borders = Other borders
settle-borders-tip = The code on the words that you select
settle-borders-how = Select the words that are to carry the code, by mouse or by Shift and arrows; then E again
settle-code = Other code…
settle-code-tip = Another code on all that any of them coded here
settle-open = Leave open
settle-open-tip = Looked at, and not decided
settle-other = Other…
settle-reason = Why (may be empty)
settle-gone = somebody who is gone
settle-as = as { $coder }
settle-as-both = both
settle-as-borders = other borders
settle-as-code = as “{ $code }”
settle-as-open = left open
settle-was = Decided: { $how }, by { $by }, { $when }
settle-changed-since = A coder has changed something here since
settle-consensus = Consensus
settle-in-code = Open in the Code panel
settle-take-over = Take over what all have alike
settle-take-over-tip = As one step: every passage on which none of them differs, in the transcripts that count
settle-nothing-to-take = The consensus has all that they have alike already
settle-complete = { $n ->
    [one] Call the consensus of 1 transcript complete
   *[other] Call the consensus of { $n } transcripts complete
}
settle-complete-tip = Nothing there is left open or to be settled
settle-figures = { $n ->
    [one] Agreement with the consensus so far, over all codes, in 1 transcript that it has begun
   *[other] Agreement with the consensus so far, over all codes, in { $n } transcripts that it has begun
}
settle-coder = Coder
settle-figure = { $coder }, agreement with the consensus: alpha { $alpha }, F1 { $f1 }
settle-confused = “{ $a }” and “{ $b }” are taken for each other on { $n ->
    [one] 1 passage
   *[other] { $n } passages
}. Sharper definitions settle more than one decision after the other.
settle-definition = Definition of “{ $code }”
settle-level = Themes are looked at here and settled code by code.
step-settle = Settle { $what }: { $how }
step-take-over = { $n ->
    [0] Begin the consensus where all coded nothing
    [one] Take over 1 passage that all have alike
   *[other] Take over { $n } passages that all have alike
}
step-consensus-complete = { $n ->
    [one] The consensus of 1 transcript is complete
   *[other] The consensus of { $n } transcripts is complete
}
agreement-settle = { $n ->
    [0] All differences are settled: look at them
    [one] Settle 1 difference
   *[other] Settle { $n } differences
}
agreement-keys = Enter chooses a code or opens a passage

## Agreement: why a figure is low

why-title = Why is “{ $code }” low?
why-never-given = { $names } never gave this code, others did.
why-rare = Only { $share } of all { $unit }s carry it, so that agreement by chance is high and each difference weighs much (prevalence index { $index }).
why-paradox = Coders agree on { $percent } of all { $unit }s, but chance alone would give { $chance }: mostly that the code is not there.
why-bias = { $more } gives it { $times } times as much as { $less } (bias index { $index }, by { $unit }s): they may read its definition differently.
why-borders = Coders find the same passages and cut them differently: F1 of passages that meet is { $meet }, of { $unit }s { $f1 }.
why-taken-for = On { $share } of the { $unit }s that either gave it, the other coder gave “{ $code }”: sharpen the two definitions.
why-few-transcripts = { $n ->
    [one] There is one transcript only, too few for an interval.
   *[other] With { $n } transcripts there are too few for an interval.
}
why-wide = The interval from { $interval } is wide.
why-they-differ = Neither rarity nor borders nor another code explains it: the coders see it differently.
why-look = Look at the passages before the coefficient.

counts-title = Who put “{ $code }” where
counts-of = in { $unit }s, of { $n }
counts-pair = Coders
counts-both = both
counts-both-tip = Both coders put the code there
counts-only-first = only first
counts-only-first-tip = Only the coder who is named first
counts-only-second = only second
counts-only-second-tip = Only the coder who is named second
counts-neither = neither
counts-neither-tip = Neither of them
counts-prevalence = prevalence
counts-bias = bias
counts-read = { $pair }: both { $both }, only first { $first }, only second { $second }, neither { $neither }, kappa { $kappa }
figures-title = All figures of “{ $code }”

## Agreement: codes against codes, transcript by transcript

confusions-pair = Coders: { $pair }
confusions-what = Rows are codes of { $first }, columns those of { $second }, by number; in { $unit }s, of { $n }. Grey is agreement; the rest is what one gave where the other gave another code, or nothing.
confusions-cell = { $first } gave { $a }, { $second } gave { $b }: { $n }
confusions-mistaken = Most often taken for each other
confusions-none = No code stands where the other coder gave another.
confusions-pair-of-codes = { $a } and { $b }: { $n } { $unit }s
confusions-sharpen = Definition of { $code }
transcripts-what = { $name }, unit: { $unit }, of { n-codes } in each transcript alone; at the right all codes pooled. The lines are at .667 and .80; a code without a dot has no figure there.
transcripts-read = { $title }: all codes pooled { $pooled }, codes without a figure: { $n }
transcripts-units = { $n ->
    [one] 1 unit
   *[other] { $n } units
}
transcripts-press = Press for what differs in this transcript alone

## Agreement: what other programs print

peer-nvivo = NVivo
peer-maxqda = MAXQDA
peer-atlas = ATLAS.ti
peer-dedoose = Dedoose
peer-title = What { $peer } would print; not ours, and not to be mixed with ours
peer-nvivo-why = NVivo compares each code in each file by characters of the whole text, the interviewer’s words and white space among them. Complete agreement is kappa 1 there, even where nobody coded anything; ours is undefined. It prints no figure over all files.
peer-maxqda-why = MAXQDA counts segments: one agrees when the other coder has the same code on enough of the same text (here: what both cover of what either covers). There is no “neither”, and chance is 1 over the number of codes (Brennan & Prediger 1981), so that its kappa is not Cohen’s.
peer-atlas-why = Percent agreement over all characters, and Holsti’s index 2A / (N1 + N2), reckoned here on the characters that were coded. ATLAS.ti describes its alpha coefficients but does not print their arithmetic: |u|-alpha, cu-alpha and Cu-alpha among our figures are ours, after Krippendorff 2016.
peer-dedoose-why = Dedoose gives each code to each excerpt or not: kappa of each code, and one pooled over codes (de Vries et al. 2008). Its excerpts are chosen beforehand; here each passage that any coder made is one, so that text that nobody marked does not count.
peer-overlap = Segments share at least
peer-each-pair = Each pair of coders
peer-groups = { $first } against { $second }
peer-one-side = one side
peer-other-side = other side
peer-no-side = neither
peer-groups-why = NVivo compares two groups of users: what any of one side coded against what any of the other did. Put somebody on both sides.
peer-percent = percent
peer-holsti = Holsti
peer-segments = segments
peer-presence = present in both
peer-frequency = as frequent
peer-segments-kappa = kappa (segments)
peer-pooled-kappa = pooled kappa
peer-overall = All codes together
peer-lines = Line by line
peer-file = File
peer-all-codes = All codes
peer-nothing = Nothing would be printed.
peer-qualcoder = QualCoder’s kappa is not reproduced: its arithmetic counts text more than once where codings overlap, so that no figure of it can be defended.

## Agreement: which coefficient suits which design

definition-source = Source: { $source }
definition-thresholds = Krippendorff’s convention: from .800 on reliable, from .667 on for tentative conclusions only. Compare the lower end of the interval, not the figure.
designs-open = Which coefficient suits my design?
designs-title = Which coefficient suits which design
design-segments = Codes on fixed segments: turns, answers, sentences
design-segments-what = Best founded, since units are given and nearly independent. Unit: turn or sentence. Krippendorff’s alpha for each code, with F1 beside it; two coders may give Cohen’s kappa.
design-passages = Passages that coders cut freely
design-passages-what = Unit: passages. u-alpha (or |u|-alpha, for “worth a code or not”) for each code, with F1 of characters; cu-alpha where codes exclude each other, for “same place, same code?”.
design-several = Several codes on one unit
design-several-what = One figure a code, as here; or alpha on whole sets of codes with the Jaccard or the MASI distance. Never “the last code wins”.
design-ordered = Ratings on a scale
design-ordered-what = Weighted kappa, AC2 or Krippendorff’s alpha at the ordinal, interval or ratio level: Agreement from a table.
design-characters = Cohen’s kappa on characters
design-characters-what = For comparison with NVivo only. Long text without codes inflates percent agreement, and kappa depends on how much of it there is; leave the interviewer’s words and white space out.
design-transcripts = A code present or absent in a transcript
design-transcripts-what = Unit: transcript. Where the analysis counts transcripts or participants, and nothing finer.
design-reflexive = Reflexive thematic analysis
design-reflexive-what = Does not ask for a coefficient: coding is the researcher’s reading, not a measurement of one truth (Braun & Clarke 2021, Thematic Analysis). Use the differing passages to talk about meaning, and leave the figure out.
design-thresholds = What counts as high enough?
design-thresholds-what = Say before coding which coefficient and which threshold you will use, and do not pick another afterwards. AC1, PABAK and percent agreement are high by design where a code is rare.
design-words = Landis & Koch (1977, Biometrics 33: 159–174) call .0 slight, .2 fair, .4 moderate, .6 substantial and .8 almost perfect, by their own words “clearly arbitrary”: they ignore the number of categories, prevalence and what hangs on it.

## Agreement: what goes into a paper

methods-about = Agreement of { $coders }, unit of analysis: { $unit }, in { $transcripts ->
    [one] one transcript
   *[other] { $transcripts } transcripts
} { $counts } ({ $n } { $of }s{ $cut }).
methods-complete = that all of them had completed
methods-started = that all of them had started
methods-without-interviewer = , without the interviewer’s words
methods-without-spaces = , without white space
methods-codes = codes
methods-themes = themes
methods-range = { $name } ({ $source }) lies from { $range } over { $codes } { $level }.
methods-undefined = { $name } ({ $source }) is undefined for all { $level }.
methods-mean = Its unweighted mean over them is { $mean } ({ $undefined } without a figure), that of F1 (positive agreement) { $f1 }.
methods-bootstrap = 95 % intervals are percentiles of { $n } samples of whole transcripts drawn with replacement.
methods-no-interval = There is no interval.
methods-left-out = { $n ->
    [one] One transcript was left out: { $which }.
   *[other] { $n } transcripts were left out: { $which }.
}
methods-scope = What counts is narrowed: { $scope }.
methods-share = { $share }.
methods-version = Reckoned with Concord { $version }.
picture-title = { $figure } by code
picture-small-title = { $figure } by transcript
picture-transcript = transcript
picture-axis = { $figure } (unit of analysis: { $unit })
picture-low = lower end
picture-high = upper end
picture-save = Save picture
picture-svg = Vector graphic (.svg)…
picture-png = Image of 300 dots per inch (.png)…
picture-csv = Its numbers (.csv)…
picture-alternative = { $title }: { $rows ->
        [one] one row
       *[other] { $rows } rows
    }. The least is { $least } with { $low }, the greatest { $greatest } with { $high }. { $without ->
        [0] Every row has a number.
        [one] 1 has none.
       *[other] { $without } have none.
    }
picture-alternative-none = { $title }: no row has a number.
picture-small-notes = A card is a transcript, with the figure of all codes pooled; its dots are codes, from the top: { $codes }. Lines at .667 and .80 (Krippendorff 2019).
picture-notes = Dots are figures, whiskers 95 % intervals; lines at .667 and .80 (Krippendorff 2019).

## Agreement from a table

ratings-title = Agreement from a table
ratings-kinds = Tables of ratings
ratings-another = Another table…
ratings-level = Level: { $level }
ratings-weights = Weights: { $weights }
ratings-about = Coders: { $coders }. Unit: one thing that was rated. Units: { $n }. Categories: { $names }. Cells not rated: { $empty }.
ratings-figure = Figure
ratings-value = value
ratings-method = how it was made
level-nominal = nominal (names without an order)
level-ordinal = ordinal (an order)
level-interval = interval (equal steps)
level-ratio = ratio (from a true 0)
weights-own = as the level asks
weights-linear = linear
weights-quadratic = quadratic
weights-ordinal = ordinal
interval-linearised = over units (Gwet 2014)
interval-large-sample = large samples (Fleiss, Cohen & Everitt 1969)
interval-bootstrap-units = bootstrap by unit, 1,000, seed 1
interval-none = no interval

## Coefficients: the name; what it is, then, in a last line, where it stands in print

coefficient-krippendorff-alpha = Krippendorff’s alpha
coefficient-krippendorff-alpha-tip =
    1 − observed disagreement / disagreement expected by chance. Each unit that at least two coders rated adds every ordered pair of its ratings; chance draws pairs from all of these ratings together. Nominal: two ratings differ or do not. Any number of coders, missing ratings allowed.
    Krippendorff 2019, Content Analysis (4th ed.), ch. 12; Hayes & Krippendorff 2007, Communication Methods and Measures 1: 77–89
coefficient-u-alpha = u-alpha
coefficient-u-alpha-tip =
    1 − observed / expected disagreement on passages as coders cut them: where passages and gaps of two coders lie over each other, matter of unlike value disagrees; chance lays passages and gaps anew. Blind to whether one long passage or several touching ones were marked.
    Krippendorff, Mathet, Bouvry & Widlöcher 2016, Quality & Quantity 50: 2347–2364; Krippendorff 2019, sec. 12.6
coefficient-u-alpha-binary = |u|-alpha
coefficient-u-alpha-binary-tip =
    The same as u-alpha when only “marked” and “not marked” count: do coders find the same places worth a code?
    Krippendorff, Mathet, Bouvry & Widlöcher 2016, Quality & Quantity 50: 2347–2364
coefficient-cu-alpha = cu-alpha
coefficient-cu-alpha-tip =
    Agreement on which code, where passages of two coders meet: do they give the same code to the same place? Looks at nothing that only one coder marked, so read it with its coverage. For codes of one domain, which exclude each other.
    Krippendorff, Mathet, Bouvry & Widlöcher 2016, Quality & Quantity 50: 2347–2364
coefficient-ku-alpha = (k)u-alpha
coefficient-ku-alpha-tip =
    The share of cu-alpha that is about one code: where one coder gave this code and another marked anything, how reliably is it this code and no other?
    Krippendorff, Mathet, Bouvry & Widlöcher 2016, Quality & Quantity 50: 2347–2364
coefficient-cu-alpha-domains = Cu-alpha
coefficient-cu-alpha-domains-tip =
    cu-alpha with the domain of each passage as its value: where passages meet, do coders choose a code of the same domain? Our definition, made after a description by ATLAS.ti, whose arithmetic is not published.
    After Krippendorff, Mathet, Bouvry & Widlöcher 2016, Quality & Quantity 50: 2347–2364
coefficient-alpha-jaccard = alpha on sets (Jaccard)
coefficient-alpha-jaccard-tip =
    Krippendorff’s alpha in which the value of a unit is the whole set of its codes, and two sets differ by 1 − shared codes / all codes of both.
    Passonneau 2006, LREC: 831–836; Jaccard 1901, Bull. Soc. Vaudoise Sci. Nat. 37: 547–579
coefficient-alpha-masi = alpha on sets (MASI)
coefficient-alpha-masi-tip =
    Krippendorff’s alpha on the set of codes of each unit, with the distance 1 − J × M: J the Jaccard share, M 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they share nothing.
    Passonneau 2006, LREC: 831–836
coefficient-cohen-kappa = Cohen’s kappa
coefficient-cohen-kappa-tip =
    (observed − expected) / (1 − expected) agreement of two coders; expected is what chance gives to two coders who use the code each as often as they did. Falls where a code is rare, however well coders agree.
    Cohen 1960, Educational and Psychological Measurement 20: 37–46
coefficient-light-kappa = Light’s kappa
coefficient-light-kappa-tip =
    The mean of Cohen’s kappa over all pairs of coders. Undefined where any pair has none.
    Light 1971, Psychological Bulletin 76: 365–377
coefficient-fleiss-kappa = Fleiss’ kappa
coefficient-fleiss-kappa-tip =
    (observed − expected) / (1 − expected) agreement of several coders; chance draws from the ratings of all coders together, so that who gave them does not matter.
    Fleiss 1971, Psychological Bulletin 76: 378–382
coefficient-conger-kappa = Conger’s kappa
coefficient-conger-kappa-tip =
    Cohen’s kappa for several coders: expected agreement is the mean over pairs, from how often each of the two used the code. Also called the exact Fleiss kappa.
    Conger 1980, Psychological Bulletin 88: 322–328
coefficient-scott-pi = Scott’s pi
coefficient-scott-pi-tip =
    As Cohen’s kappa, but chance draws from the ratings of both coders together. Never above kappa.
    Scott 1955, Public Opinion Quarterly 19: 321–325
coefficient-pooled-kappa = pooled kappa
coefficient-pooled-kappa-tip =
    Observed and expected agreement are averaged over codes (and pairs) first, then one kappa is made of the two means. Not the mean of kappas.
    de Vries, Elliott, Kanouse & Teleki 2008, Field Methods 20: 272–282
coefficient-brennan-prediger = Brennan-Prediger
coefficient-brennan-prediger-tip =
    (observed − 1/q) / (1 − 1/q) agreement, where q is the number of categories: chance takes every category as equally likely. The same as Bennett’s S and Randolph’s free-marginal kappa.
    Brennan & Prediger 1981, Educational and Psychological Measurement 41: 687–699; Bennett, Alpert & Goldstein 1954, Public Opinion Quarterly 18: 303–308
coefficient-gwet-ac1 = Gwet’s AC1
coefficient-gwet-ac1-tip =
    (observed − expected) / (1 − expected) agreement, where chance is taken to act on units that are hard to rate. High by design where a code is rare; not to be chosen because another figure came out low.
    Gwet 2008, British Journal of Mathematical and Statistical Psychology 61: 29–48
coefficient-gwet-ac2 = Gwet’s AC2
coefficient-gwet-ac2-tip =
    AC1 for ordered categories: near misses count in part, by the weights that were chosen.
    Gwet 2014, Handbook of Inter-Rater Reliability (4th ed.)
coefficient-pabak = PABAK
coefficient-pabak-tip =
    Kappa adjusted for prevalence and bias: twice the percent agreement, less 1. What kappa would be if the code were on half of the units for both coders.
    Byrt, Bishop & Carlin 1993, Journal of Clinical Epidemiology 46: 423–429
coefficient-percent-agreement = percent agreement
coefficient-percent-agreement-tip =
    Units on which two coders agree, of all units that both rated, mean over pairs. Where most of the text carries no code it is high whatever coders do, so never give it alone.
    Holsti 1969, Content Analysis for the Social Sciences and Humanities: 140
coefficient-holsti = Holsti’s index
coefficient-holsti-tip =
    2 × agreeing decisions / the decisions of both coders, mean over pairs. Equal to percent agreement where both judged the same units.
    Holsti 1969, Content Analysis for the Social Sciences and Humanities: 140
coefficient-positive-agreement = F1
coefficient-positive-agreement-tip =
    Positive agreement, or Dice: twice what both coded, of all that each coded, added up. What nobody coded does not count, so that long text without codes cannot raise it. Not corrected for chance.
    Dice 1945, Ecology 26: 297–302
coefficient-jaccard = Jaccard
coefficient-jaccard-tip =
    What both coded, of all that either coded. Orders codes as F1 does, and is never above it.
    Jaccard 1901, Bull. Soc. Vaudoise Sci. Nat. 37: 547–579
coefficient-f1-exact = F1, exact passages
coefficient-f1-exact-tip =
    Twice the passages with the same borders for both coders, of the passages of both. One letter more is a difference.
    van Rijsbergen 1979, Information Retrieval (2nd ed.), ch. 7
coefficient-f1-overlap = F1, passages that meet
coefficient-f1-overlap-tip =
    The harmonic mean of two shares: of each coder’s passages, those that share at least a letter with a passage of the other’s with the same code.
    van Rijsbergen 1979, Information Retrieval (2nd ed.), ch. 7
coefficient-f1-one-to-one = F1, passages paired
coefficient-f1-one-to-one-tip =
    As for passages that meet, but each passage has one partner at most, paired so that most have one.
    van Rijsbergen 1979, Information Retrieval (2nd ed.), ch. 7
coefficient-gamma = gamma
coefficient-gamma-tip =
    1 − the disorder of the best alignment of all coders’ passages / the disorder that chance gives, taken from sampled texts. Place and code count together. It needs its parameters, samples and seed beside it, and is unsteady below ten passages a coder.
    Mathet, Widlöcher & Métivier 2015, Computational Linguistics 41: 437–479
coefficient-prevalence-index = prevalence index
coefficient-prevalence-index-tip =
    The difference between the units that both coded and those that neither did, of all units. Near 1 the code is very rare or nearly everywhere, and kappa is low whatever coders do.
    Byrt, Bishop & Carlin 1993, Journal of Clinical Epidemiology 46: 423–429
coefficient-bias-index = bias index
coefficient-bias-index-tip =
    The difference between the units that only the first and those that only the second coded, of all units. 0 where both use the code equally often.
    Byrt, Bishop & Carlin 1993, Journal of Clinical Epidemiology 46: 423–429

jump-title = Go to
jump-hint = 12, line 40 or 12:30
jump-name = Turn, line or time
jump-what = A number is a turn; write “line 40” for a line, and 12:30 for a time of the recording.
jump-not = “{ $words }” is no turn, line or time
jump-do = Go
all-coded = Everything that participants say here carries a code
split-where = Put the caret inside the coding, where it is to be cut
join-what = Select at least two codings of the same code, or put the caret where they meet
recode-already = It carries that code already
picker-recode-name = Another code for the coding
hover-made = { $coder } · { $when }
dropped-nothing-selected = Select a passage first, then drop a code on it; or drop it on a stripe to recode

code-only = Show only this in the text
code-hide = Hide in the text
code-unhide = Show in the text
shown-all = Show all codes
shown-only = Only these codes show: { $codes }
shown-without = These codes do not show: { $codes }

step-remove-transcript = Remove { $transcript }
step-replace-text = Replace the words of { $transcript } by { $file }
confirm-remove-title = Remove “{ $transcript }”
confirm-remove-do = Remove
confirm-remove-coder = { $coder }: { $n ->
    [one] { $n } coding goes
   *[other] { $n } codings go
}{ $without ->
    [0] {""}
   *[other] , and { $without } without a passage
}{ $complete ->
    [0] {""}
   *[other] ; marked complete
}.
confirm-remove-memos = { $n ->
    [one] { $n } memo goes.
   *[other] { $n } memos go.
}
confirm-remove-settlements = { $n ->
    [one] { $n } settlement goes.
   *[other] { $n } settlements go.
}
confirm-remove-files = { $n ->
    [one] The file that it came from is kept no longer.
   *[other] { $n } files that it came from are kept no longer.
}
confirm-remove-nothing = Nothing is coded on it, and no memo stands on it.
confirm-undo = Undo brings everything back.
confirm-keys = Ctrl Enter does it · Esc close
confirm-replace-title = Replace the words of “{ $transcript }” by “{ $file }”
confirm-replace-do = Replace
confirm-replace-kept = { $n ->
    [one] { $n } coding keeps its words.
   *[other] { $n } codings keep their words.
}
confirm-replace-reworded = { $n ->
    [one] { $n } coding has some other words inside.
   *[other] { $n } codings have some other words inside.
}
confirm-replace-shortened = { $n ->
    [one] { $n } coding is shortened.
   *[other] { $n } codings are shortened.
}
confirm-replace-lost = { $n ->
    [one] { $n } coding loses all its words, and is kept without a passage.
   *[other] { $n } codings lose all their words, and are kept without a passage.
}
confirm-replace-memos = { $n ->
    [one] { $n } memo stands on words that change.
   *[other] { $n } memos stand on words that change.
}
confirm-replace-uncoded = Nothing is coded on it.
confirm-replace-same = The file has the same words, turns and speakers: nothing changes.
confirm-replace-left-out = Not in its words: { $n } × { $what }: { $why }
step-correct = Correct words of { $transcript }
step-place = Place a coding of “{ $code }”
step-let-go = Let a coding without a passage go
correct-title = Correct the turn
correct-what = All codings, of all coders, go with their words. The words as they were stay in the project’s history, so that this can be undone: to take a name out for good is more than a correction.
correct-name = Words of the turn
correct-effect = What this does
correct-nothing = Nothing is changed yet.
correct-moves = No coding changes its words.
correct-do = Correct
correct-reworded = { $code }: “{ $before }” becomes “{ $after }”
correct-shrunk = { $code }: of “{ $before }” remains “{ $after }”
correct-gone = { $code }: “{ $before }” is gone; the coding is kept without a passage
correct-memos = { $n ->
    [one] A memo on a passage changes its words
   *[other] { $n } memos on passages change their words
}
correct-others = { $coder }: { $n ->
    [one] one coding loses words
   *[other] { $n } codings lose words
}
corrected = { $n ->
    [0] { $step }
    [one] { $step }; one coding or memo is touched
   *[other] { $step }; { $n } codings and memos are touched
}
orphans = Without a passage
orphans-why = These codings lost their words to a correction. They count nowhere until they are put on other words.
orphan-place = Put on the selection
orphan-place-tip = Select the words that it is to stand on first
orphan-remove = Let go

# What counts, and sets of transcripts

scope-counts-everything = Everything counts
scope-counts = { $name } counts
scope-counts-chosen = Counts as chosen
scope-everything = Count everything
scope-everything-tip = Leave nothing out
scope-save = Save what counts…
scope-delete = Forget the scope { $name }
scope-all-transcripts = All transcripts
scope-all-participants = All participants
scope-all-speakers = All speakers
scope-all-coders = All coders
scope-all-days = Any day
scope-set = { $name } ({ $n })
scope-of-participants = { $name } of participants
scope-of-transcripts = { $name } of transcripts
scope-status = Counts: { $scope }
scope-name-title = Save what counts
scope-name-why = The scope is kept in the project under this name, for everybody, in place of one that has it
scope-name = Name of the scope
scope-name-hint = Such as “pilot, wave 2”
scope-name-done = Save
step-scope = Save the scope “{ $name }”
step-scope-delete = Forget the scope “{ $name }”
transcript-sets = Sets of transcripts
transcript-sets-of = Sets that { $title } is in
transcript-sets-why = A set is a name for some transcripts, such as a pilot, a wave or a site. A transcript can be in several.
transcript-set-new = Make a set
transcript-set-new-name = Name of a new set
transcript-set-rename = Another name for the set { $name }
transcript-set-delete = Delete the set { $name }; its transcripts stay
rename = Rename
rename-done = Done
step-transcript-set = Set of transcripts “{ $name }”
step-transcript-set-rename = Rename the set “{ $name }”
step-transcript-set-delete = Delete the set “{ $name }”

# Who codes what

plan-title = Who codes what
plan-why = Ticked is what somebody is to code. Their own list begins with it. It hinders nobody from coding something else.
plan-nobody = There are no coders or no transcripts yet
plan-given = given
plan-not-given = not given
plan-percent = Per cent for all coders
plan-seed = Seed
plan-share = Share all out by chance
plan-share-tip = At least so many per cent of the transcripts are drawn for all coders; the rest is shared out evenly, one coder each. The same seed draws the same. What was given before is given anew.
plan-transcript = Transcript
step-assign = Give { $coder } { $title }
step-unassign = Take { $title } back from { $coder }
step-share = Share { $n } % out by chance (seed { $seed })

filter-codes = Filter codes
sets = Sets
sets-why = Codes that belong together for some work, wherever they stand in the tree: in the Code panel a set can be shown alone
set-of = { $name } ({ $n })
set-new = Make a set
set-new-hint = Name of a new set
set-taken = There is a set of that name
set-remove = Let the set { $name } go
set-only-tip = Only these codes show in the text
step-set = Set of codes “{ $name }”
step-set-remove = Let the set “{ $name }” go
history-show = History…
history-show-tip = Who changed this code, how and when
history-of = History of { $code }
history-none = The journals tell nothing of it: it came with the project.
history-nobody = nobody in particular
history-made = Made as “{ $name }” under { $theme }
history-renamed = Renamed from “{ $from }” to “{ $to }”
history-moved = Moved from { $from } to { $to }
history-written = { $part }: “{ $to }”
history-rewritten = { $part }: “{ $to }” instead of “{ $from }”
history-definition = Definition
history-include = When to use it
history-exclude = When not to use it
history-examples = Examples
history-layer = Layer
history-coloured = Colour { $to } instead of { $from }
history-retired = Retired
history-brought-back = Brought back
history-codable = Passages can carry it
history-not-codable = For order only: passages cannot carry it
history-merged = Merged into “{ $name }”
history-took = Took the codings of “{ $name }”, which went
history-removed = Removed

note-coding = Memo on “{ $code }”

correct-next = Next turn
correct-next-tip = Correct this turn, if it was changed, and go on with the next (Ctrl+Shift+Enter)
correct-keys = Ctrl Enter correct · Ctrl Shift Enter correct and go on · Esc close
correct-stale = Somebody else has corrected this transcript meanwhile. Copy what you wrote, close, and begin again.

## Counts

n-participants = { $participants ->
    [one] 1 participant
   *[other] { $participants } participants
}
n-transcripts = { $transcripts ->
    [one] 1 transcript
   *[other] { $transcripts } transcripts
}
n-codes = { $codes ->
    [one] 1 code
   *[other] { $codes } codes
}
n-coders = { $coders ->
    [one] 1 coder
   *[other] { $coders } coders
}
n-codings = { $codings ->
    [one] 1 coding
   *[other] { $codings } codings
}
n-attributes = { $attributes ->
    [one] 1 attribute
   *[other] { $attributes } attributes
}
n-themes = { $themes ->
    [one] 1 of them a theme
   *[other] { $themes } of them themes
}
