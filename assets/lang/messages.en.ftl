# What goes wrong and what there is to know, as the floors from text to session say it.
# Placeholders that are counts come with their digits in threes and choose between singular and plural.

list-or = or

## Texts

span-empty = the passage is empty
span-outside = the position lies outside the text, which has { $chars ->
    [one] { $chars } character
   *[other] { $chars } characters
}
span-splits-character = the position splits a character
turns-overlap = turn { $turn } starts before the turn before it ends
turns-misfit = turn { $turn } does not fit the text
splice-order = at { $at }: the changes are not in order
splice-outside = at { $at }: the text ends before, it has { $chars ->
    [one] { $chars } character
   *[other] { $chars } characters
}
splice-splits-character = at { $at }: the change would split a character
splice-too-long = at { $at }: the text would be too long
pattern-empty = nothing to search for: type a word, or part of one
pattern-syntax = the regular expression cannot be read at character { $at }: { $problem }; { $remedy }
pattern-too-large = the pattern grows too large: search for something shorter, or repeat fewer times in {"{"}…{"}"}
pattern-group-unclosed = add the missing ), or write \( for the bracket itself
pattern-group-unopened = add the missing (, or write \) for the bracket itself
pattern-class-unclosed = add the missing ], or write \[ for the bracket itself
pattern-nothing-to-repeat = write something before it to repeat, or \ before it for the sign itself
pattern-count = write it as {"{"}2{"}"} or {"{"}2,5{"}"}, or \{"{"} for the bracket itself
pattern-backslash-at-end = write \\ for a backslash itself
pattern-backslash = leave the backslash out, or write \\ for a backslash itself
pattern-backreference = write out what is meant: going back to a group is not offered
pattern-look-around = leave it out: looking ahead or behind is not offered
pattern-correct = correct it there, or search without regular expressions

## Projects

in-quotes = “{ $name }”
as-it-is = { $name }
layer-of = { $transcript }, { $coder }
code-of = “{ $code }” of { $coder }
tree-no-parent = the code “{ $name }” stands under a code that does not exist
tree-cycle = the code “{ $name }” would stand under itself, or deeper than { $most } levels
tree-same-name = two codes in one place are named “{ $name }”: rename one of them
tree-no-name = a code needs a name
thing = { $what ->
    [attribute] attribute
    [case] case
    [coder] coder
    [coding] coding
    [assignment] assignment
    [file] file
    [memo] memo
    [orphan] coding without a passage
    [scope] saved scope
    [set] set of codes
    [settlement] settlement
    [speaker] speaker
    [transcript-set] set of transcripts
    [transcript] transcript
   *[code] code
}
a-thing = { $what ->
    [attribute] an attribute
    [case] a case
    [coder] a coder
    [scope] a saved scope
    [set] a set of codes
    [transcript-file] a transcript's file
    [transcript-set] a set of transcripts
   *[transcript] a transcript
}
no-such = there is no { thing } “{ $name }”
no-such-but = there is no { thing } “{ $name }”; did you mean “{ $nearest }”?
could-be = “{ $name }” could be { $paths }
coded-by-others = everybody codes independently at present, and this holds codings of { $of }, which only { $supervisors } can take in: ask them, or take in your own alone
sources-too-large = the project and its sources are more than { $most } MiB together
change-not-done = nothing was changed: make room, or give the folder back its rights, and do it again
removal-not-done = nothing was removed: make room, or give the folder back its rights, and do it again
removal-words-stay = The words stay in the folder’s history, so that the step can be followed and undone: whoever has the folder can read them there. Hand on what is exported rather than the folder where they must not be read.
removal-hides = Everybody codes independently at present: what others may have done there goes too, and is not counted here.
removal-cases = { $n ->
    [one] One case has no transcript any more and stays: { $names }.
   *[other] { $n } cases have no transcript any more and stay: { $names }.
}
removal-packages = { $n ->
    [one] A file of another program is kept as it came and may hold the words: { $names }.
   *[other] { $n } files of other programs are kept as they came and may hold the words: { $names }.
}
replace-no-transcript = it is read as { $label }, which is no transcript
replace-several = { $n ->
    [0] it holds no transcript
   *[other] it holds { $n } transcripts
}
do-replace-with-one = name a file with the corrected words of that transcript alone
replace-other-words = { $percent } % of the words are others or gone: look whether this is the corrected file of that transcript
replace-coding-lost = “{ $code }” by { $coder } at character { $at } loses all its words (“{ $words }”): it is kept without a passage, and can be placed again
replace-more-lost = { $n ->
    [one] { $n } more coding loses
   *[other] { $n } more codings lose
} all words and { $n ->
    [one] is
   *[other] are
} kept without a passage
replace-speakers-gone = { $n ->
    [one] One who spoke before does
   *[other] { $n } who spoke before do
} not speak in the new file: { $names }
replace-times-gone = { $n ->
    [one] The turn that had a time has
   *[other] The { $n } turns that had times have
} none in the new file
hidden-work = everybody codes independently at present, and others have worked on this: only { $supervisors } can decide that their work goes or is changed: ask them
no-colour = “{ $said }” is not a colour: write it as #RRGGBB, for example #B33736
passage-quote = other words stand at the position than the quote says
edit-missing = the { $what ->
    [file] kept file
   *[other] { thing }
} { $id } is not in the project
edit-passage = in “{ $transcript }” at { $start } to { $end }: { $why }
edit-same-name = { a-thing } is named “{ $name }” already: choose another name
edit-no-name = { a-thing } needs a name
edit-not-codable = “{ $name }” is there for order only and carries no passages: choose one of its subcodes
edit-carries-passages = “{ $name }” carries passages: recode them first
edit-started = “{ $transcript }” has codings, so it has been started
edit-text = the words of “{ $transcript }” are missing, or are not the ones that were coded
edit-turn = turn { $turn } of “{ $transcript }” does not fit its text
edit-correction = the correction of “{ $transcript }” does not fit its text, { $why }: make it again on the text as it is now
edit-other-text = the correction of “{ $transcript }” was made on other words: make it again on the text as it is now
edit-twice = the set “{ $name }” has a code twice: put it in once
edit-thread = a memo can only answer one that begins a thread: answer that one
edit-value = the attribute “{ $attribute }” of “{ $of }” cannot be “{ $value }”
edit-file-bytes = the bytes of “{ $name }” are missing, or are not those that were brought in
edit-merge-into-self = “{ $name }” cannot be merged into itself or into a code below it
fault = { $place }: { $what }
fault-in-codebook = codebook
fault-in-memos = memos
fault-tree-order = the codes are not in tree order
fault-layer-name = the layer stands under another name
fault-no-transcript = the transcript is not in the project
fault-no-coder = the coder is not in the project
fault-codings-order = the codings are not in order
fault-orphans-order = the codings without a passage are not in order
fault-coding-twice = the coding { $id } stands twice
fault-settlements-order = what was settled is not in order
fault-settlement = what was settled ({ $id }) does not fit
fault-orphan = the coding { $id } without a passage does not fit
fault-coding-code = the coding { $id } has a code that passages cannot carry
fault-coding-text = the coding { $id } does not fit the text
fault-no-case = its case is not in the project
fault-no-case-of-speaker = the case of its speaker “{ $speaker }” is not in the project
fault-no-attribute = it has a value of an attribute that is not in the project
fault-same-file = another transcript has the same file name
fault-memo = a memo's author, or what it is about, is not in the project
fault-thread = a memo answers one that is an answer itself
fault-set = it has a code that is not in the codebook
fault-transcript-set = it has a transcript that is not in the project
fault-in-plan = plan
fault-assignment = a coder or a transcript that was given to one is not in the project

## What counts

scope-transcripts = { $n ->
    [one] transcript { $names }
   *[other] transcripts { $names }
}
scope-sets = set { $names }
scope-values = { $attribute } is { $values }
scope-no-value = nothing known
scope-speakers = said by { $names }
scope-coders = coded by { $names }
scope-since = coded from { $since } on
scope-until = coded up to { $until }
scope-between = coded from { $since } to { $until }
scope-gone = (gone)
share-drawn = { $n } of { $of } transcripts were drawn by chance (at least { $percent } %, seed { $seed }) to be coded by { $coders } each, and the others were shared out evenly, one coder each
scope-leaves-no-transcript = the scope leaves nothing: no transcript is left where only this counts: { $part }
scope-leaves-no-coding = the scope leaves nothing: nobody has coded anything there, where only this counts: { $part }

## Copies brought together

thing-named = { $what ->
    [set] set
   *[other] { thing }
} “{ $name }”
merging-phase-stays = it is in the phase “{ $begun }” there; here it stays “{ $phase }”
merging-phase-becomes = the phase of work becomes “{ $phase }”, as it is there
merging-stays = { $what } was removed in one copy and is used in another: it stays
merging-codable = code “{ $name }” carries passages, so it can be applied
merging-moved = code “{ $name }” was moved in both copies, so that it would stand under itself: it stands where it was
merging-apart = { thing-named } { $what ->
    [transcript] has other words there
   *[other] is another one there
}: kept apart as “{ $other }”
merging-value = “{ $value }” is no value of “{ $attribute }” any more: left out of “{ $name }”
merging-changed = changed
merging-removed = removed
merging-yes = yes
merging-no = no
merging-voices = speakers and turns
merging-case-of-speaker = case of the speaker “{ $speaker }”
merging-interviewer = { $name } (interviewer)
merging-turns = { $turns ->
    [one] { $turns } turn
   *[other] { $turns } turns
} of { $speakers }
merging-done = { $done ->
    [added] added
    [changed] changed
   *[left-out] left out
}
merging-codings = { merging-done }: { $n ->
    [one] { $n } coding
   *[other] { $n } codings
} of { $what }
merging-line = { merging-done }: { $kind ->
    [title] title
    [coders] coder
    [attributes] attribute
    [cases] case
    [code_sets] code set
    [transcript_sets] set of transcripts
    [assignments] what somebody is to code:
    [scopes] saved scope
    [transcripts] transcript
    [completeness] completeness
    [memos] memo
    [files] file
   *[codes] code
} { $what }
merging-why = { $line } ({ $why })
merging-removed-there = removed, as it was there
merging-removed-here = removed here
merging-changed-there = changed there
merging-codebook = the codebook
merging-order = order
merging-same-words = transcript “{ $there }” there has the words of “{ $here }” here: they are one
merging-corrected = transcript “{ $transcript }” was corrected in one copy: its codings go with the words
merging-matched = { $n } × { $what ->
    [transcript] transcript matched by its words
    [code] code matched by its path
    [coder] coder matched by name
    [case] case matched by its name
    [attribute] attribute matched by its name
    [set] set of codes matched by its name
    [transcript-set] set of transcripts matched by its name
    [scope] saved scope matched by its name
    [coding] coding of the same passage with the same code by the same coder counted once
   *[memo] memo with the same words on the same thing counted once
}, since its id is another there
merging-not-here = not here: new there, or removed here
merging-there = { $n } there
merging-code-and-memo = { $code } { $memo }
merging-coding = “{ $code }” on “{ $words }”: { $layer }
merging-further = { $layer } { $here } here and { $there } there: the further one counts
merging-not-started = not started
merging-in-progress = in progress
merging-complete = complete
merging-field-codings = codings
merging-field-code = code
merging-field-passage = passage
merging-field-memo = memo
merging-field-code-and-memo = code and memo
merging-field-title = title
merging-field-words = words
merging-study = the study
merging-corrected-here = as corrected here
merging-corrected-there = as corrected there
merging-not-shown = what others coded comes in and is not shown, since everybody codes independently; where both copies changed it, it stays as it is here

## Figures

undefined-nothing-shared = fewer than two coders rated any unit
undefined-nobody-used = nobody used this code
undefined-one-category-used = all coders used one category only, so there is no chance-corrected figure
undefined-one-category-declared = only one category is declared, so chance agreement cannot be reckoned
undefined-pair = the figure does not exist for at least one pair of coders
undefined-some-missing = some coders did not rate some units, and the figure is for complete ratings only
undefined-too-many-categories = there are too many different values to set each against each
undefined-other-length = the texts are not equally long
undefined-nothing-meets = no passages of two coders meet
undefined-overlapping = a coder put codes that exclude each other on the same words
undefined-too-many-passages = there are too many passages in one transcript to align them
undefined-out-of-range = the values are too large, or too far apart, to be reckoned with
undefined-one-coder-without = one of the two coders has no passage with this code
undefined-empty-group = a group has nobody in it
undefined-nobody = nobody has it
undefined-everybody = everybody has it
undefined-one-group = fewer than two groups have anybody in them
undefined-mean-over-coders = the mean over coders is not a count; choose a coder or the consensus
undefined-groups-never-meet = no stratum has both groups in it
undefined-no-informative-stratum = in each stratum with both groups, nobody has it or everybody
undefined-one-stratum = fewer than two strata say anything, so that there is nothing to compare
undefined-endless-odds-ratio = the common odds ratio is 0 or infinite
undefined-no-pairs = there is no pair
undefined-no-pair-differs = no pair differs
undefined-all-pairs-alike = all pairs are alike, both with it or both without
undefined-nobody-complete = nobody was there in all waves
undefined-nobody-changes = nobody who was there in all waves changed
undefined-no-values = there is no value
undefined-one-value = there is one value only
undefined-fewer-than-three = there are fewer than three pairs of values
undefined-all-equal = all values are equal
undefined-all-equal-within = all values are equal within every stratum
undefined-perfect-order = the order is perfect, so that the statistic has no end
undefined-one-score = all groups have the same place in the order
undefined-no-order = the groups have no order: ask for an ordinal scale
undefined-no-text = a group has no text
too-few-transcripts = too few documents for an interval: there are { $n }, and at least { $least } are needed
coder-gone = a coder who is gone
has-not = { $what ->
    [started] started it
   *[completed] completed it
}
one-has-not = { $who } has not { has-not }
several-have-not = { $others } and { $last } have not { has-not }
no-consensus = this project has no consensus layer: look at one coder, or at the mean over coders
no-coder = that coder is not in the project: choose another
interval-one-participant = there is one participant alone
interval-all-alike = each coder found the same in all participants
share-no-participants = no participant is in scope: nobody has started a transcript here
share-no-text = no text is in scope
several-coders = several people have coded: choose one of them, or the consensus, since a mean over coders is not a count
nobody-coded = nobody has started a transcript yet: code one, or bring codings in
no-themes = no code has subcodes, so there are no themes: look at codes
undefined-no-units = there is nothing in scope to count
undefined-neither-occurs = neither of the two codes occurs
undefined-one-does-not-occur = one of the two codes does not occur
undefined-nowhere-or-everywhere = one of the two codes is nowhere, or everywhere
undefined-both-empty = neither of the two rows has any code
undefined-row-empty = one of the two rows has no code
undefined-all-alike = all rows are the same, so there is nothing to map
undefined-too-few-interviews = there are fewer interviews than a base and a run have
undefined-empty-base = no code occurs in the base, so nothing can be set against it
undefined-not-reached = no run of interviews brought as little as the threshold
undefined-no-code = no code occurs
undefined-no-hit = the word does not occur
undefined-one-part = there is one transcript only, so nothing is spread
undefined-empty-side = one of the two sides has no words
no-attribute = that attribute is not in the project: choose another
groups-nobody-has-one = nobody who counts has a value of “{ $attribute }”: fill it in, or choose another attribute
groups-no-value = “{ $attribute }” has no value “{ $value }” among those who count: it has { $there }
groups-too-many = “{ $attribute }” has { $values } values among { $participants } participants, which groups nobody: choose another attribute, put its values together in a new one, or name two of them{ name-two }; if it is a number, { as-numbers }
groups-not-two = “{ $attribute }” makes { $n ->
    [one] one group
   *[other] { $n } groups
}, { $groups }, and pairs and strata compare two: name them{ name-two }
name-two = { $surface ->
    [window] {" "}under First and Second
   *[line] {" "}with --first and --second
}
name-second = { $surface ->
    [window] {" "}under Second
   *[line] {" "}with --second
}
as-numbers = { $surface ->
    [window] choose Values: as numbers
   *[line] --scale numeric
}
as-names = { $surface ->
    [window] choose Values: as names
   *[line] choose --scale nominal
}
groups-same = “{ $value }” cannot be compared with itself: name another group{ name-second }
groups-second-alone = --second needs --first where “{ $attribute }” has more than two values: { $there }
groups-several-values = some participants have several values of “{ $attribute }”, one in each of their transcripts, so that these are waves, which have no { $option ->
    [pairs] pairs
    [strata] strata
    [first] first group
    [second] second group
   *[scale] scale
}{ leave-away }
leave-away = { $surface ->
    [window] {": take that choice back"}
   *[line] {": leave --"}{ $option } away
}
groups-several-of = some participants have several values of “{ $attribute }”, one in each of their transcripts, so that it names no pair and no stratum: choose another attribute
groups-not-numbers = “{ $value }” of “{ $attribute }” is not a number: correct it, or { as-names }
groups-numbers = the values of “{ $attribute }” are numbers, and pairs and strata compare two groups: name two values{ name-two }, or { as-names }

## Folders

undo-built-on = “{ $step }” is not taken back: { $who } has built on it since by “{ $what }”. Settle that with them, or change by hand what you can
undo-built-on-unknown = “{ $step }” is not taken back: something of others stands on it now. Settle that with them, or change by hand what you can
cancelled = it was cancelled; everything is as it was before
store-io = { $path }: { $doing ->
    [keeping-damaged] keeping the damaged file
    [keeping-old] keeping the study as it was
    [locking] locking
    [making-folder] making the folder
    [reading] reading
    [removing] removing
    [saving] saving
   *[writing] writing
} failed: { $why }; { $remedy }
io-full = make room on the disk, or save elsewhere
io-denied = choose a folder that you may write to, or ask who looks after it
io-read-only = choose a folder on a disk that can be written to
io-not-found = check the name, and that the disk or network drive is there
io-too-large = check that it is the file you mean
io-not-a-folder = choose another name: a file stands where a folder should be
io-other = check the disk, and save elsewhere if it goes on
store-not-a-project = { $path }: this is not a Concord project (it has no project.ron); choose the folder of a study, or make a new project
store-exists = { $path }: there is something already; choose a folder that is new or empty
store-busy = { $path }: { $holder }; it can be read, and changed once they have closed it
store-copy = { $path }: { $copy }: this copy, which a program for syncing made, does not fit the files beside it ({ $why }): nothing was brought together; compare it with { $of }, and take the one that is not wanted out of the folder
store-damaged = { $path }: { $damage }: nothing is taken from there until `concord check { $path }` finds no damage
store-memory = { $path }: this takes about { $needs } MiB of memory, and the program may use { $may } MiB: allow it more, or do it where there is more
store-waiting = { $path }: another program has been writing here for half a minute, or was stopped while it did: let it go on, or end it, and try again
store-too-long = { $path }: this is too much for one step (more than 512 MiB in the journal), and nothing was changed: bring it in in several parts
store-name = { $path }: “{ $name }” is not a file name that a project uses
holder = { $who } has it open on { $machine } since { $since }
holder-somebody = somebody
holder-any-machine = this or another machine
only-read = { $path } is only read
no-file = it is a link, a pipe or a device, not a file
too-many-bytes = { $len } bytes, { $limit } at most
copies-only-read = copies are only read
in-the-way = { $what } stands there, which is neither followed nor replaced
in-the-way-link = a link
in-the-way-folder = a folder
in-the-way-pipe = a pipe
in-the-way-socket = a socket
in-the-way-device = a device
leads-elsewhere = “{ $name }” leads elsewhere
folder-damaged = the folder is damaged: { $damage }

## Damage

damage = { $file }: { $what }
damage-at = { $file }, { $place }: { $what }
damage-remedy = { $whole }; { $remedy }
place-line = line { $line }
place-line-column = line { $line }, column { $column }
place-coding = coding { $id }, { $start } to { $end }
place-settlement = settlement { $id }
do-repair = { $surface ->
    [window] “Put back good copies” in the menu Project
   *[line] `concord check --repair`
}
do-accept = { $surface ->
    [window] “Go on as it is” in the menu Project
   *[line] `concord check --accept`
}
do-merge = { $surface ->
    [window] “Merge copies” in the menu Project
   *[line] `concord merge`
}
in-layouts = { $surface ->
    [window] in the preview
   *[line] with --layout list
}
remedy-accept = { do-accept } goes on with what is shown
remedy-repair = { do-repair } puts the last good copy back
remedy-set-aside = { do-repair } sets it aside
remedy-good-copy = put back a good copy: { do-repair }
remedy-check-disk = check the disk and who may read the file
damage-codes-gone = codes that passages carry are no longer in it; what was saved last is shown
damage-misfit = part of it does not fit the rest of the project
damage-same-layer = another file holds the same coder's codings of the same transcript
damage-quotes = codings in it do not stand on the words that they quote; what was saved last is shown
damage-coder-gone = its coder is not in project.ron; a name made of the folder stands in
damage-transcript-gone = { $codings ->
    [one] { $codings } coding belongs
   *[other] { $codings } codings belong
} to a transcript that is not there
damage-codes-unknown = { $codes ->
    [one] { $codes } code that it uses is
   *[other] { $codes } codes that it uses are
} not in the codebook; stand-ins are shown
damage-words-elsewhere = the words of a coding stand elsewhere now, and are shown there
damage-words-at = its words stand at { $start } to { $end } now, and are shown there
damage-words-nowhere = its words stand nowhere in the transcript; the coding is kept without a passage
damage-settlement = the words that it settles stand nowhere in the transcript; settle it again
damage-text-name = it names its text “{ $name }”, which is not beside it
damage-text-changed = the words are not the ones that were coded: the text was changed outside Concord
remedy-text = { remedy-repair }; until then its codings are shown by their quotes
remedy-text-lost = no copy of the words as they were is left; its codings are shown by their quotes, and { remedy-accept }
damage-text-empty = the file is empty, or holds nothing but zeros
damage-text-bytes = the bytes at { $at } are not UTF-8
damage-times = the times of the words of “{ $transcript }” are gone, or are not those that were brought in
remedy-times = put back a copy of this file; { do-accept } goes on without it, and everything else is whole
damage-kept = the copy of “{ $name }” is missing, or is not what was brought in
remedy-kept = put back a copy of it; what was imported from it is whole
damage-clash = two saved it at once, and the journals are not whole: something that one of them saved may be missing
remedy-clash = look whether something is missing; { do-repair } settles it
damage-step = part of step { $n } does not fit what others did meanwhile, and is left out
damage-step-why = { damage-step }: { $why }
remedy-step = the journal keeps it; do it again where it is wanted
damage-unheld = { $n ->
    [one] a step is in no file and was
   *[other] steps are in no file and were
} never taken back: { $n } in all
remedy-unheld = { do-repair } brings back what was done; { do-accept } leaves it out for good
damage-empty = the file is empty
damage-zeros = the file holds nothing but zeros or blanks
damage-bytes = the bytes there are not UTF-8
damage-merge-marks = marks of a merge (<<<<<<<, =======, >>>>>>>) were left in the file
remedy-merge-marks = keep one side, delete the marks, and open the project again
damage-expected = there should be { $expected }
damage-does-not-fit = what stands there does not fit
damage-missing = the file is missing
damage-unreadable = it cannot be read: { $why }
damage-journal-short = the journal is shorter than when it was last saved ({ $whole } of { $length } bytes)
remedy-journal-short = the project's files are whole, only the trail of earlier steps is cut; { do-repair } goes on from what is left of it
damage-journal-line = the line is not what was written
remedy-journal-line = look into the folder's backup for a whole copy; { do-repair } takes the line out and makes the steps after it
damage-journal = the journal cannot be read: { $why }
remedy-journal = the project's files are whole, only the trail of earlier steps is missing; { do-repair } goes on without it
damage-checkpoint = the bytes are not what was written
damage-older = the file is older than what was saved last, as in the middle of a sync
remedy-older = let the program for syncing finish, and open it again; { do-repair } puts in its place what the journals tell
damage-foreign = the file was changed by something other than Concord since it was saved
remedy-foreign = if somebody changed it on purpose, { do-accept } takes it as it is; if not, { remedy-repair }
damage-unknown = this version does not know what is in { $fields }
remedy-unknown = open it with a newer version, which knows; nothing is written here
remedy-lost = no journal tells what was in it: let a program for syncing finish, or put back a copy from a backup; { do-accept } goes on without it
damage-newer = the project is of format { $version }, made by a newer version; this one knows up to { $known }
remedy-newer = update Concord to change it; what is known of it can be read here
damage-no-history = there is no history: who did what and when is not known, nor whether anything is missing
remedy-no-history = put the folder back from a backup, or begin a new history with { do-accept }
damage-sync-copy = a copy of { $of } that a program for syncing made; nothing of it is read
remedy-sync-copy = { do-merge } with this project alone brings it in
done-kept = { $kept ->
    [aside] ; what was found is in damaged/
   *[gone] {""}
}
done-no-journal = { $file }: no journal, and set aside: it is in damaged/
done-lines-out = { $file }: { $n ->
    [one] a line that is
   *[other] lines that are
} not what was written, { $n } in all, taken out; the journal as it was found is in damaged/
done-times = “{ $transcript }”: gone on without the times of its words
done-lost = { $file }: lost, and gone on without it{ done-kept }
done-put-back = { $file }: put back as it was last known{ done-kept }
done-put-back-partly = { $file }: put back as far as the journals tell, which are not whole: look whether something is missing{ done-kept }
done-new-history = { $file }: a new history begins with what is there
done-cut = { $file }: the trail of earlier steps is cut; gone on from what is left of it
done-taken = { $file }: taken as it is; the file as it was found is in damaged/ too
done-words = { $transcript }: its words and codings are as they were before
done-brought-back = { $file }: brought back what { $n } of its steps did
done-left-out = { $file }: what { $n } of its steps did is left out for good

## Sessions

read-only = open for reading only: { $why }
read-only-damage = open for reading only, because of damage: { $why }
saving-broke-off = saving broke off; it is tried again
unsaved-left = { $why }: { $left }
merge-nowhere = the project has no folder yet: save it first
merge-nothing = there is nothing to bring together: name the folder of another copy (no copies that a program for syncing made were found in this one)
merge-itself = { $path }: this is the project itself: name the folder of another copy
merge-twice = { $path }: this folder is named twice: name each copy once
merge-stranger = { $name }: it has no transcript, code, coder or case in common with this study: check that it is the folder you mean
merge-not-done = nothing was brought together
merge-sync-copies = there are copies of its files that a program for syncing made, such as { $file }: nothing of them is taken
settings-damaged = the settings in { $path } are damaged ({ $why }), so the usual ones are used
settings-no-file = { $path } is no ordinary file, so settings are neither read nor kept: move it away
settings-io = settings cannot be kept in { $path }: { $why }
settings-store = settings cannot be kept: { $why }
folder-project = this is a project of its own: bring copies together with { do-merge }
folder-too-many = it holds more than { $most } files: import it in parts
saving-doubtful = whether the disk took it cannot be told; it may be there when you open the project again: look before you do it once more
damage-does-not-fit-rest = it does not fit the rest
remedy-make-fit = change it so that it fits, or put the last good copy back: { do-repair }
import-not-done = nothing was imported

# Doubts about who speaks where
doubt-no-speaker = no speakers were found, so each paragraph is a turn: look at the layouts { in-layouts }
doubt-one-speaker = every word was given to one speaker, “{ $name }”: if others speak too, choose another layout { in-layouts }
doubt-only-interviewer = only “{ $name }” has a label: { $n ->
    [one] one paragraph is
   *[other] { $n } paragraphs are
} nobody’s; name who answers in the preview or with --unlabelled NAME
doubt-nearly-all = “{ $name }” has { $percent } % of the words while times or labels stand among them: look at the layouts { in-layouts }
doubt-stamps-left = { $n ->
    [one] a time stands
   *[other] { $n } times stand
} among the words: if they say when somebody speaks, choose another layout { in-layouts }
doubt-labels-left = { $n ->
    [one] a line begins
   *[other] lines begin
} as a label would and was taken for words: { $labels }; make it a speaker in the preview if it is one
doubt-unsure = taken for { $n ->
    [one] a speaker
   *[other] speakers
} though little speaks for it: { $labels }; in the preview, say “not a speaker” if it is none
doubt-footer = { $n ->
    [one] the last line is
   *[other] the last { $n } lines are
} not what anybody says, and given to nobody
