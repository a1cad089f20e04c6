# What there is to tell about files of other programs: why one is not read, and what of it is not taken or not written.
# “file-” is what is wrong or lost and why, “do-” what to do about it, “part-” what is lost, “kind-” a kind of warnings.

file-misnamed = its name says otherwise, but by what it holds it was read as { $label }
file-unknown-table = the first row names neither codings (transcript, coder, code, start, end), nor turns (speaker, text, start), nor attributes (case or transcript), nor codes (code, parent)
do-name-the-columns = name the columns so, or say what the table holds
file-words-gone = the words that they stood on are no longer in the text
part-coding-without-passage = coding without a passage
file-other-coders = it is by none of these coders
file-part-written = only a part of the project is written; pictures, links and what else only they hold is not in it
part-file-kept-brought = file that is kept as it was brought in
file-no-table-of-sets = the package has no table for sets
part-set-codes = set of codes
part-set-transcripts = set of transcripts
part-assignment = transcript given to a coder
part-scope = saved scope
part-date = date
file-date-unread = it is not written as 2026-01-31 12:00, so that now stands for it
file-too-many-names = more than { $most } are named; what they did is the last one's
part-name-coder = name of a coder
file-name-twice = the name “{ $written }” stands twice in one place: one is called “{ $name }”
file-value-of-other-kind = it is not of the kind that its attribute is
part-value-attribute = value of an attribute
file-no-qualcoder = there are no sources and codes in it, as in a project of QualCoder
do-choose-data-qda = choose the file data.qda in the project's folder
file-only-words-coded-stay = only words are coded here: pictures, recordings and empty files stay in the project they are in
part-source-without-words = source without words
part-link-case = link of a case
file-case-or-text-gone = its case or its text is not in the project
file-one-case-here = a transcript belongs to one case here, and to more than one there
file-whole-transcript-here = a whole transcript belongs to a case here, and only a part of it there
part-border-case-text = border of a case in a text
file-no-memo-on-link = a link of a case has no memo here
part-memo = memo
file-no-memo-on-attribute = an attribute has no memo here
file-described-gone = what it describes is not in the project
part-coding = coding
file-code-or-text-gone = its code or its text is not in the project
file-codings-shifted = { $shifted ->
    [one] { $shifted } coding stood beside the words that it quotes, as older versions of QualCoder shift them behind an emoji: it was put on these words
   *[other] { $shifted } codings stood beside the words that they quote, as older versions of QualCoder shift them behind an emoji: they were put on these words
}
file-codings-unquoted = { $orphans ->
    [one] { $orphans } coding quotes words that are not in its text: it is kept as a coding without a passage
   *[other] { $orphans } codings quote words that are not in their text: they are kept as codings without a passage
}
part-mark-importance = mark of importance
file-no-such-mark = a coding has no such mark here
part-annotation = annotation
file-text-gone = its text is not in the project
part-coding-picture = coding of a picture
file-only-words-coded = only words are coded here
part-coding-recording = coding of a recording
file-no-graphs = there are no graphs here
part-stored-query = stored query
file-own-queries = its queries are about its own tables
part-line-bibliography = line of a bibliography
file-no-references = there are no references here
file-no-such-role = no column of such a table holds a “{ $role }”
do-name-one = name one of { $roles }
file-no-column-among = there is no column “{ $header }” among { $there }
do-say-which-column = say which column is which { $surface ->
    [window] in the preview
   *[line] with --columns { $role }=NAME
}
file-no-column-for-role = no column holds the { $role }, among { $names }
do-say-which-does = say which one does { $surface ->
    [window] in the preview
   *[line] with --columns { $role }=NAME
}
file-row-names-nothing = the row names no transcript or no code
file-row-without-place = the row has no words, and no place that is one of its transcript
file-words-in-several-places = its words stand in { $spans } places (lines { $lines }{ $more ->
    [more] {" "}and more
   *[all] {""}
})
file-words-nowhere = its words are not in the transcript
file-passages-found-loosely = { $loosely ->
    [one] { $loosely } passage was found
   *[other] { $loosely } passages were found
} but for white space, the case of letters or the kind of quotation marks
file-rows-not-placed = it could not be placed: see the rows listed
file-not-placed = not placed: { $why }
file-too-many-things = it holds { $count } { $what ->
    [users] users
    [codes] codes
    [variables] variables
    [cases] cases
    [sources] sources
    [sets] sets
   *[notes] notes
}, and at most { $most } are read
do-export-in-parts = export the project in parts
file-no-value-of = “{ $words }” is no value of “{ $name }”: it is left out here, and kept
kind-values-of-other-type = values of another type than their variable
part-passage-case = passage of a case
part-code-case = code of a case
file-several-cases = it belongs to several cases: the first is taken
kind-sources-of-cases = sources of several cases
part-further-case-source = further case of a source
file-code-twice = the code “{ $said }” stands twice in one place: this one is called “{ $name }”
kind-codes-of-one-name = codes of one name in one place
file-code-carries-passages = the code “{ $name }” is there for order only, yet passages carry it: it may
kind-codes-for-order = codes for order only that passages carry
file-codes-too-deep = codes stand more than { $most } deep: the deepest are put beside “{ $said }”
kind-codes-too-deep = codes that stand too deep
file-colour-in-other-form = the colour “{ $said }” of “{ $name }” is not written as #RRGGBB: { $taken } is taken
kind-colours = colours in another form
part-set-sources-notes = set of sources or notes
file-reference-to-nothing = what it refers to is not in the file
file-refers-to-nothing = { $from } refers to the { $what ->
    [code] code
    [note] note
   *[variable] variable
} { $guid }, which is not in the file
kind-references = references that lead nowhere
file-no-code = there is no code in it, which the format asks for
part-codebook = codebook
file-no-place-in-format = the format has no place for it
part-kept-file = kept file
file-kept-file-unread = it cannot be read any more; what was taken from it is written
part-formatted-text = formatted text
file-corrected-since = the words were corrected since, and it has those from before
part-ring-layered-model = ring of a layered model
part-mark-retired-code = mark of a retired code
file-codes-alone = a codebook holds codes alone; a project (.qdpx) has all of it
file-words-gone-now = its words are no longer in the text
part-mark-of-progress = mark of how far a coder has got
part-mark-of-search = mark of what a search coded
part-settlement-difference = settlement of a difference
part-list-of-speakers = list of who speaks in a transcript
file-speakers-by-labels = speakers are found again by their labels
part-tie-of-speaker = tie of a speaker to a case
file-ties-in-attributes = a file of this form has cases for whole transcripts alone: export the table of attributes beside it, which ties speakers again
file-entry-leads-elsewhere = the entry “{ $name }” has a name that leads elsewhere, and is not read
kind-entries-elsewhere = entries whose names lead elsewhere
file-second-project = there is a second project in it, “{ $name }”: only “{ $read }” is read
kind-further-projects = further projects in one file
part-project-same-file = project in the same file
file-one-at-a-time = one is read at a time
part-entry-package = entry of the package
file-leads-elsewhere = its name leads elsewhere, so it is never read
file-version-unsaid = it does not say that it is QDA-XML 1.0, and was read as if it did
kind-other-versions = other versions
file-forbidden-characters = { $forbidden ->
    [one] { $forbidden } character in it is none
   *[other] { $forbidden } characters in it are none
} that XML allows: exports have � for each
kind-characters = characters that XML forbids
file-id-twice = two elements { $name } have the id { $guid }: the second is taken as another
kind-ids-stand-twice = ids that stand twice
file-id-no-guid = the id “{ $guid }” is no GUID: it stands for one of our own, which exports have
kind-ids-no-guids = ids that are no GUIDs
file-elements-without-id = { $missing ->
    [one] { $missing } element has no id, and was given one
   *[other] { $missing } elements have no id, and were given one
}
kind-elements-without-id = elements without an id
file-not-by-schema = not as the schema says: { $what } ({ $times })
kind-deviations-schema = deviations from the schema
part-further-place-note = further place of a note
part-coding-note = coding of a note
part-link = link
part-map-codes = map of codes
file-no-refi = it begins with “{ $name }”, so it is no REFI-QDA
do-export-refi = export it as REFI-QDA (.qdpx for a project, .qdc for a codebook)
file-no-memory = there is not the memory to read it ({ $why })
do-close-programs = close other programs, or export the project in parts
file-no-project = there is no project (.qde) in it
do-export-qdpx-again = export the project again as REFI-QDA (.qdpx)
part-file-source = file of a source
file-damaged-before = it is damaged in the file that was brought in
file-missing-before = it was not in the file that was brought in either
file-user-unknown = the user { $id } is not among the users of the file: called “{ $name }” here
kind-users-unknown = users that are not among the users of the file
with-coder = { $surface ->
    [window] {""}
   *[line] {" "}with --coder
}
with-positions = { $surface ->
    [window] {""}
   *[line] {" "}with --positions
}
file-nobody-named = the file does not say who coded: “unknown” stands for them; say who it was{ with-coder }
kind-what-nobody-named = what nobody is named for
file-kept-unseen = kept, and written again on export, but not shown here
file-name-of-another = the { $what ->
    [attribute] attribute
    [case] case
    [set] set
   *[user] user
} “{ $said }” has the name of another: it is called “{ $name }”
kind-names-another = names that another has
file-more-like-this = { $n } more like this: { $kind }
kind-positions = how positions are counted
file-source-without-words = the words of its source are not in the file; kept as it is
file-selection-covers-nothing = its selection covers no words; kept, and written again on export
file-coding-without-code = it names no code
kind-codings-without-code = codings that name no code
file-a-coding-without-code = a coding names no code
file-passage-of-case = a passage cannot belong to a case here; kept, and written again on export
part-coding-case = coding with a case
file-coding-with-unknown-code = a coding refers to the code { $guid }, which is not in the file
kind-codings-code-file = codings with a code that is not in the file
file-code-unknown = its code is not in the file; kept as it is
file-by-unknown-user = it is by the user { $user }, who is not among the users of the file
file-selection-without-place = the selection { $name } does not say where it begins and ends
kind-selections-without-place = selections without positions
file-selection-turned = the selection { $name } ends before it begins ({ $said_start } to { $said_end }): turned round
kind-selections-turned = selections that end before they begin
file-selection-cut = the selection { $name } ({ $said_start } to { $said_end }) reaches out of the text, which ends at { $last }: cut to { $start } to { $end }
kind-selections-cut = selections that reach out of the text
file-selection-empty = the selection { $name } is a place without words ({ $said_start } to { $said_end })
kind-selections-empty = selections without words
file-selection-widened = the selection { $name } ({ $said_start } to { $said_end }) splits a character: widened to whole ones
kind-selections-widened = selections that split a character
selection-other-name = its words are “{ $words }” and its name is “{ $name }”
selection-inside-word = it begins or ends inside a word: “{ $words }”
file-selection-doubtful = a selection{ $n ->
    [0] {""}
   *[other] { "" } of { $codes }
} ({ $start } to { $end }) may not stand where it was meant: { $why }; look at it, or choose another way to count{ with-positions }
kind-selections-doubtful = selections that may not stand where they were meant
file-formatted-text = it has no plain text, so its words are read from its document of Word; positions are counted in those
kind-formatted-texts = texts that are read from documents of Word
file-words-taken-out = its words were taken out of the transcript since
part-coding-of-other-source = coding of a picture, recording, page or whole source
file-source-outside = it lies outside the file ({ $path }) and is never fetched
kind-sources-outside = sources that lie outside the file
file-not-in-package = it is not in the package
file-title-taken = the title “{ $said }” is taken: it is called “{ $title }”
kind-titles-taken = titles that are taken
kind-texts-too-long = texts that are too long
file-text-too-long = its text is too long to be read
file-text-missing = its text ({ $path }) is not in the file
kind-not-texts-file = texts that are not in the file
part-text-source = text of a source
file-text-outside = its text lies outside the file ({ $path }) and is never fetched
file-outside-package = it lies outside the package
file-text-not-utf8 = its text is not UTF-8 as it should be; it was read as { $encoding }, so look whether letters are right
kind-not-texts-utf8 = texts that are not UTF-8
file-two-texts = it has one text in it and another in its file: that of the file is taken
kind-sources-two-texts = sources with two texts
kind-texts-none = texts that are none
file-text-of-zeros = its text holds zeros, as no text does
file-too-many-elements = there are more elements than can be read at once
file-no-element = there is no element in it
do-export-again = export it again
file-source-beside-unread = a file in its folder of sources cannot be read: { $why }
do-move-sources-beside = put its folder “sources” beside it as it was, or export it as one file (.qdpx)
file-no-database = it is not a database, as a project of QualCoder or Taguette is
do-choose-database = choose the file data.qda in the project's folder, or a .sqlite3 that Taguette exported
file-database-unread = the database is damaged or was cut short ({ $why })
do-open-or-backup = open it in the program that made it, or take a backup
file-database-cut-short = the database was cut short: it holds fewer bytes than it says
do-copy-or-backup = copy it again, or take a backup
file-database-damaged = the database is damaged ({ $first })
file-table-unread = the table “{ $table }” cannot be read ({ $why })
file-table-too-large = the table “{ $table }” holds more than is read at once
do-split-project = split the project
file-table-too-long = the table “{ $table }” has { $count ->
    [one] { $count } row
   *[other] { $count } rows
}, and at most { $most } are read
file-no-taguette = there are no documents and highlights in it, as in a project of Taguette
do-export-from-taguette = export the project from Taguette as SQLite3
file-several-projects = it holds { $projects } projects, and no one can say which is meant
do-export-one-from-taguette = export one project from Taguette as SQLite3
file-taguette-nobody = Taguette does not keep who marked a passage: all are taken as coded by “{ $somebody }”; name somebody else{ with-coder }
part-document-without-words = document without words
part-picture = picture
part-highlight = highlight
file-document-gone = its document is not in the project
part-highlight-without-tag = highlight without a tag
file-coded-by-code = a passage is coded here by a code
file-tag-gone = its tag is not in the project
file-passages-widened = { $widened ->
    [one] { $widened } passage began or ended inside a character and was widened
   *[other] { $widened } passages began or ended inside a character and were widened
} to whole ones
file-passages-outside = { $orphans ->
    [one] { $orphans } passage lies outside its document: it is kept as a coding without a passage
   *[other] { $orphans } passages lie outside their document: they are kept as codings without a passage
}
file-too-many-lines = it has { $lines } lines, and at most { $most } are read as one transcript
do-split-it = split it
file-places-replaced = { $replaced ->
    [one] { $replaced } place could not be read as { $encoding } and stands as
   *[other] { $replaced } places could not be read as { $encoding } and stand as
} “�”: choose another encoding
file-encoding-guessed = read as { $encoding }, which is a guess: look whether letters with accents are right
file-cell-never-closed = a quoted cell is opened and never closed
do-add-quotation-mark = add the missing quotation mark (")
file-too-many-rows = it has more than { $most } rows
file-too-many-columns = there are more than { $most } columns
file-row-lacks-cell = has no cell for “{ $missing }”
file-row-goes-on = goes on in column { $column }
file-rows-unlike-header = the header names { $columns ->
    [one] { $columns } column
   *[other] { $columns } columns
}, and row { $rows }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
} has another number: row { $number } { $odd }
do-give-every-row-cells = give every row as many cells, and put cells that hold the separator in quotation marks
file-columns-of-one-name = the columns { $first } and { $second } are both named “{ $name }”
do-rename-or-remove = give one of them another name, or remove it
column-without-name = column { $column }, which has no name
file-unknown-columns = nothing is known to do with { $names }
file-neither-yes-nor-no = “{ $cell }” is neither yes nor no
do-write-yes-no = write yes or no
do-add-or-correct = { $add }, or correct the name
do-write-one = write one of these
file-no-workbook = it is not a workbook that can be read ({ $why })
do-save-again-xlsx-csv = save it again as .xlsx, or as .csv
file-too-many-cells = it has more than { $most } cells or { $most_columns } columns
do-split-save-csv = split it, or save it as .csv
file-claims-too-much = it says that it holds more words than can be in it
file-parts-too-large = its parts unpack to more than { $most } MiB
file-long-cells-cut = a cell of a workbook holds { $most } characters: the .csv has all of it
part-end-long-cell = end of a long cell
file-rows-left-out = a sheet holds { $most } rows: the .csv has all of them
part-row = row
file-bytes-of-other-encoding = there are bytes that are not { $encoding }, as the file says it is
do-save-as-utf8 = save or export it again as UTF-8
file-own-entities = the file has entities of its own, which are never read
do-export-without-doctype = export it again without a document type
file-element-not-closed = this element is never closed
file-elements-too-deep = elements stand more than { $most } deep in each other
do-not-trust = do not trust this file, or export it again
file-too-many-attributes = an element has more than { $most } attributes
file-unknown-entity = the entity “&{ $name };” is not known
file-no-xml = this is not well-formed XML ({ $why })
file-locked-or-old = it is locked by a password, or is an old Word or Excel file with a new name
do-take-password-off = open it in the program that made it, take the password off, and save it in the newer format
file-too-many-entries = it holds { $entries } entries, and at most { $most } are read
file-zip-damaged = the zipped file is damaged or was cut short ({ $why })
do-copy-export-again = copy or export it again
file-no-zip = it is not a zipped file, as files that end so are
do-open-and-save = open it in the program that made it and save it again, or give it its right extension
file-entries-of-one-name = two of its entries have one name, so that nobody can say which is meant
file-locked = it is locked by a password
do-save-without-one = save it without one
file-unpacks-too-far = { $packed } bytes unpack to more than { $most } MiB, which no real file does
do-not-trust-or-split = do not trust this file; if it is yours, save its content in smaller files
file-part-damaged = this part is damaged ({ $why })
do-copy-file-again = copy or export the file again
file-needs-two-coders = it needs two coders who have completed the same transcripts
part-figure-agreement = figure of agreement
a-value-text = a text
a-value-number = a number
a-value-date = a date like 2026-01-31
a-value-yes-no = yes or no
file-no-subject-column = there is no column “case” or “transcript”
do-name-subject-column = name the column that says whose attributes they are “case” (or “participant”) or “transcript” (or “file”)
do-import-transcript = import the transcript first
file-row-without-subject = the row names no case and no transcript
do-say-whose = say whose attributes they are, or empty the row
file-value-differs-in-case = “{ $name }” is another here than in an earlier row of the same case: it is taken to describe transcripts
do-rename-one = give one of them another name
file-two-cases-in-rows = “{ $transcript }” belongs to another case in row { $row }
do-name-one-case = name one case for each transcript
file-no-speaker = nobody is called “{ $label }” in “{ $title }”
do-name-a-speaker = write a speaker as the transcript does: { $there }
do-recognise-speakers = “{ $title }” has no speakers: import it again with its speakers recognised
file-speaker-without-transcript = the row names “{ $label }” and no transcript
do-name-transcript-of = name the transcript in which the speaker is
file-fault-at = { $at }: { $problem }{ $more ->
    [0] {""}
    [one] {" "}(and in 1 row more)
   *[other] {" "}(and in { $more } rows more)
}
file-faults = { $n } rows are at fault: { $each }{ $more ->
    [0] {""}
   *[other] ; and { $more } more
}
part-blank-coding = coding
file-blank-codings = there is white space alone, which says nothing
do-place-passages = import the transcripts that these passages are of first, or say which column holds what
file-path-without-name = “{ $path }” has a part without a name
file-codes-added = { $count ->
    [one] 1 code was added to the codebook: { $names }
   *[other] { $count } codes were added to the codebook, among them { $names }
}
do-add-codes = add the code to the codebook first, or let the import add what the codebook lacks
file-two-cases-of-speaker = “{ $label }” of “{ $title }” is another case in row { $row }
do-name-one-case-of-speaker = name one case for each speaker of a transcript
file-tie-changes = “{ $label }” of “{ $title }” was tied to “{ $was }” before
file-decimal-commas = “{ $name }” has decimal commas: 4,5 is read as 4.5
file-cases-joined = { $count ->
    [one] 1 case is joined to the transcript of its name: { $names }
   *[other] { $count } cases are joined to the transcripts of their names: { $names }
}
file-cases-alone = { $count ->
    [one] no transcript belongs to 1 case ({ $names }), so that no figure counts it: add a column “transcript” that says which is whose
   *[other] no transcript belongs to { $count } cases ({ $names }), so that no figure counts them: add a column “transcript” that says which is whose
}
file-case-changes = “{ $transcript }” belonged to another case before
file-value-of-wrong-kind = “{ $said }” is not { $kind }, as “{ $name }” is
do-correct-value = correct it, leave it empty, or give the column another name
file-row-names-no-case = “{ $name }” describes cases, and the row names none
do-name-case = name the case, or leave the cell empty
file-row-names-no-transcript = “{ $name }” describes transcripts, and the row names none
do-name-transcript = name the transcript, or leave the cell empty
file-rows-differ = “{ $said }” differs from what row { $row } says of the same { thing }
do-give-each-one-value = give each of them one value
file-too-many-codes = it has { $n } codes, and at most { $most } are read
do-split-codebook = split it, or look whether it is a codebook
file-code-without-name = the code has no name
do-name-empty-row = name it, or empty the row
file-code-in-earlier-row = the code “{ $name }” stands in an earlier row too
do-keep-one-two-rows = keep one of the two rows
file-path-without-end = “{ $asks }” ends with no name
do-write-whole-path = write the whole path, Theme/Code
file-several-codes = “{ $asks }” could be several codes
file-same-code-beside = there is another code “{ $name }” under the same parent
file-code-too-deep = “{ $name }” would stand under itself, or deeper than { $most } levels
do-give-another-parent = give it another parent, or none
part-colour = colour
file-no-colours = a colour is written as #RRGGBB, for example #B33736, and those of the palette stand for others: row { $rows }{ $more ->
    [0] {""}
    [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
}
part-heading = heading
file-names-the-list = it says what the list is, and names no code
part-number-beside = number beside a name
file-frequencies-counted = how often a code occurs is counted here
file-before-codes = it stands before the first code
file-sentences-define = { $n ->
    [one] 1 line is a sentence and is
   *[other] { $n } lines are sentences and are
} taken for what is said of the code above, first line { $line }
part-paragraph = paragraph
part-table = table
file-other-columns = its columns are others than those of the first table of codes
file-beside-table = it stands beside the table of codes
file-no-such-code = no code in the table is called so
file-no-codes = no row names a code
do-list-codes = write a code in each row below the header
file-themes-go-down = { $n ->
    [one] 1 row names no theme and is taken to stand under that above it
   *[other] { $n } rows name no theme and are taken to stand under that above them, first row { $row }
}
file-numbers-are-places = the numbers before the names are taken to say what stands under what, and left out
file-names-are-paths = { $n ->
    [one] 1 name with “{ $separator }” is taken
   *[other] { $n } names with “{ $separator }” are taken
} for a path, Theme{ $separator }Code
file-no-coder-column = there is no column “coder”, and no coder was named
do-say-who-coded = add the column, or say who coded when you import
file-coding-twice = the same coding stands in an earlier row or in the project, and was left out
file-code-for-order = “{ $name }” is there for order only and carries no passages
do-name-subcode = name one of its subcodes, or make it codable in the codebook
do-name-coder = name the coder in every row, or say who coded when you import
file-no-coder = there is no coder
file-no-coder-of-id = there is no coder with the id { $name }
do-import-into-its-study = import it into the study that it comes from, or name the coders under “coder”
file-too-many-coders = more than { $most } coders are named up to here
do-look-at-coders = look whether the column holds who coded
file-position-outside = the position lies outside “{ $transcript }”, which has { $chars ->
    [one] { $chars } character
   *[other] { $chars } characters
}
file-passage-empty = the passage from { $start } to { $end } is empty
do-count-characters = count characters from 0, the end being the one after the last, over the text as it was imported
file-other-words = other words stand there: “{ $there }”
do-correct-position = correct the position, or import the text that was coded
file-passage-widened = the passage began or ended inside a character and was widened to whole ones
file-no-position = “{ $cell }” is not a position
do-write-whole-number = write a whole number from 0
do-write-time = write it as 2026-01-31T12:00:00Z, or leave it empty
file-no-time = “{ $cell }” is not a time
file-were-widened = were widened to whole characters
file-stand-twice = stand twice and were left out
file-codings-all = { $count } codings in all { $what }
file-too-few-coders = there are fewer than two coders
do-put-unit-first = put the unit into the first column, and give each coder a column with a name
file-too-many-raters = there are more than 1,000 coders
do-give-coders-columns = give each coder, not each unit, a column
file-unit-twice = the unit “{ $unit }” stands in row { $first } already
do-give-units-rows = give each unit one row, with one column a coder
file-long-without-unit = there is a column of coders and one of ratings, but none of units
do-name-unit-column = add a column “unit” that says what was rated
file-rating-of-nobody = the cell is empty
do-fill-it-in = fill it in, or take the row out
file-rated-twice = “{ $coder }” rated “{ $unit }” in row { $first } already
do-keep-one-rating = keep one of the two
part-cells-of = “{ $cell }” ({ $count ->
    [one] 1 cell
   *[other] { $count } cells
})
note-not-rated = Taken as not rated: { $cells }
note-one-category = { $forms } are read as one category, “{ $first }”; declare them as categories to keep them apart
note-holsti = Holsti differs from percent agreement only by cells that are not rated ({ $cells }): it counts a unit that one coder alone rated as no agreement
file-declared-category = the declared category { $problem }
do-declare-numbers = declare numbers
file-undeclared-category = “{ $cell }” is not among the declared categories
do-correct-declare-too = correct it, or declare it too
file-too-many-ratings = there are more than 65,535 different ratings
do-check-columns = check which columns hold ratings
file-no-number = “{ $cell }” is not a number
file-below-zero = “{ $cell }” is less than 0, and a ratio begins at 0
do-write-numbers = write numbers, with a point before decimals, and nothing where a coder did not rate; names are for --level nominal, not { $level }
file-already-there = “{ $title }” is in the project already, word for word, and was left out
file-same-words = it has the same words as “{ $title }”: remove one of them unless that is meant
file-no-times = there is no line with times, as in 00:00:01.000 --> 00:00:04.000
do-export-or-call-it-txt = export it again; if it is plain text, give it the extension .txt
file-no-webvtt = it does not begin with WEBVTT, as such a file should: it was read all the same
part-line = line
file-rolling-captions = it stands in the caption before as well, as captions that roll do
file-times-of-cues = the times of { $n ->
    [one] { $n } cue
   *[other] { $n } cues
} are not written as they should be, from this line on: look at them
file-cues-without-time = { $n ->
    [one] { $n } cue has no time: its words were taken
   *[other] { $n } cues have no time: their words were taken
} without one
part-cue-without-words = cue without words
part-line-header = line of the header
file-cues-say-nothing = { $n ->
    [one] its { $n } cue has
   *[other] its { $n } cues have
} no words
do-export-with-words = export it again with its words, or choose another file
part-note-style = note or style
file-not-said = it is no part of what is said
file-highlights-left = only words are kept; importing the document { $surface ->
    [window] with the tick “Take highlights and comments”
   *[line] with --codings-from highlights
} makes codings of them
file-comments-left = it is no part of what is said; importing the document { $surface ->
    [window] with the tick “Take highlights and comments”
   *[line] with --codings-from comments
} makes memos of them
file-on-labels = it stands on the name of a speaker alone, where nothing is said
file-too-many-colours = at most { $most } colours become codes
file-comments-at-points = { $n ->
    [one] { $n } comment stands at no words, or at words that were deleted: it is a memo
   *[other] { $n } comments stand at no words, or at words that were deleted: they are memos
} of the paragraph around
file-comments-nowhere = { $n ->
    [one] { $n } comment stands where no words are taken from, or in an empty paragraph: it is a memo
   *[other] { $n } comments stand where no words are taken from, or in an empty paragraph: they are memos
} of the transcript
file-comment-empty = nothing is written in it
file-no-marks = no highlights or comments were found in what was read
part-time-cue-ends = time at which a cue ends
file-turn-keeps-begin = a turn keeps the time at which it begins
file-words-missing = this part, which holds the words, is missing
do-save-as-docx = open it in Word or LibreOffice and save it again as .docx
file-only-words-kept = only words are kept
part-tracked-deletion = tracked deletion
file-changes-accepted = the words as they are with all changes accepted are kept
part-embedded-document = embedded document
file-only-own-words-kept = only the words of the document itself are kept
part-piece-hidden-text = piece of hidden text
file-not-shown = it does not show in the document
part-sign-symbol-font = sign of a symbol font
file-no-character = it stands for no character
part-page-header-footer = page header or footer
part-reading = reading above a word
part-italics = passage in italics
file-no-elan = this is XML, but not of ELAN
do-export-eaf-elan = export it as .eaf from ELAN
part-hanging-annotation = annotation of a tier that hangs on another
file-only-own-tiers = only tiers of their own are taken, and { $tiers } hang on others
part-tier-without-words = tier without words
file-tiers-silent = nothing is said in { $tiers }
part-annotation-without-words = annotation without words
file-nothing-to-keep = there is nothing to keep
part-time-annotation-ends = time at which an annotation ends
part-recording-embedded-page = recording or embedded page
part-comment = comment
file-not-in-browser = a browser does not show it
part-script = script
file-never-run = nothing in a file is ever run
part-heading-block = heading block
file-heading-not-shown = what stands between --- at the top is not shown to a reader
file-links-lead-nowhere = the words of a link are kept, not where it leads
file-words-for-picture-kept = a transcript holds words; what is written for the picture is kept
file-comments-not-shown = comments are not shown to a reader
do-save-as-odt = open it in LibreOffice and save it again as .odt
part-embedded-object = embedded object
file-only-pictures = there are no words in it, only pictures of pages
do-recognise-first = let a program recognise the text first (OCR), or export the transcript from where it was written
part-page = page
file-pages-unread = it could not be read; the first is page { $page }
file-pages-in-columns = { $columns ->
    [one] { $columns } page is
   *[other] { $columns } pages are
} set in two columns, the first is page { $page }: the left one was read before the right one, so look whether lines stand in their order
file-no-pdf = it is not a PDF
do-extension-or-export = give it its right extension, or export it again
file-not-built-as-pdf = it is not built as a PDF should be
file-too-many-pages = it has { $pages } pages, and at most { $most } are read
file-too-much-text = it holds more text than is read at once
file-no-page-read = none of its pages can be read
file-pdf-damaged = the PDF is damaged or was cut short ({ $why })
file-no-column-of-words = no column holds what is said among { $quoted }
do-name-text-column = name it text (and others speaker, start, document), or choose the columns in the window
part-row-without-words = row without words
part-column = column
file-columns-for-nothing = nobody said what { $quoted } is for: attributes come in as a table of their own
file-times-of-rows = the times of { $n ->
    [one] { $n } row
   *[other] { $n } rows
} cannot be read, from this one on: write them as 0:12:05
file-nothing-said = no row says anything
do-choose-another-column = choose another column
file-no-rtf = it does not begin as rich text does
do-extension-or-save = give it its right extension, or save it again
file-groups-too-deep = its groups stand too deep in each other
do-save-again-trust = save it again, or do not trust it
file-ends-in-the-middle = it ends in the middle: look whether words are missing at its end
part-number-bullet-list = number or bullet of a list
file-made-by-word-processor = the word processor makes it
do-save-from-praat = save it again as a text file from Praat
file-no-textgrid = this is not a TextGrid as a text file
file-ends-too-early = the file ends too early, or a number is missing
part-interval-without-words = interval without words
part-time-interval-ends = time at which an interval ends
file-no-otr = this is not of oTranscribe, whose files hold the transcript as text in JSON
do-export-from-otranscribe = export it again from oTranscribe, as .otr or as plain text
part-name-recording = name of a recording
file-recording-beside = a transcript holds words; keep the recording beside the study
part-turn-without-words = turn without words
part-time-word = time of a word
part-time-turn-ends = time at which a turn ends
part-time-word-ends = time at which a word ends
file-word-keeps-begin = a word keeps the time at which it begins
file-word-not-in-turn = the word stands otherwise in what is said
file-times-before-start = { $n ->
    [one] { $n } time lies
   *[other] { $n } times lie
} before the start of the recording, which stands for { $n ->
    [one] it
   *[other] them
}: look whether the times of the file are right
file-characters-replaced = { $n ->
    [one] { $n } character is
   *[other] { $n } characters are
} none that a text can hold: U+FFFD stands there
file-no-json = the file is not whole JSON
do-export-json-again = export it again from the program that made it, as JSON or as .srt, .vtt, .docx or .txt
file-json-unknown = this is JSON, but of no form of transcript that is known here
do-export-other-than-json = export it from the program that made it as .docx, .txt, .srt or .vtt; JSON is read of { $known }
file-json-without-words = it has the form of { $form } and no words
file-json-beside = { $names }: about the recording, or said again
part-field = field
place-whole = the file
place-row = row { $row }
place-part = “{ $part }”, line { $line }
place-cell = row { $row }, column “{ $column }”
file-empty = { $file }: the file is empty: choose another
file-too-large = { $file }: it holds { $size } MiB, and at most { $most } MiB can be read: split it
file-other-format = { $file }: this is { $what ->
    [pdf] a PDF
    [zip] a zipped file, such as .docx, .odt or .xlsx
    [rtf] a rich text file
    [office] an old Word or Excel file, or one that is locked by a password
   *[database] a database
}, not plain text: { $what ->
    [pdf] save its text as .txt first
    [zip] give it its right extension, or save its text as .txt
    [rtf] give it the extension .rtf, or save its text as .txt
    [office] take the password off, and save it as .docx, .xlsx or .txt
   *[database] export its text from the program it belongs to
}
file-not-text = { $file }, line { $line }: there is a zero byte, so this is not plain text, or not in the encoding { $encoding }: save it as UTF-8, or choose its encoding
file-unknown-encoding = { $file }: the encoding “{ $name }” is not known: choose one of { $known }
file-unknown-format = { $file }: files that end so cannot be read; those that can end in { $known }: save it as one of them, or say what it holds
file-at = { $file }, { $place }: { $problem }: { $remedy }
positions-code-points = code points
positions-code-points-lf = code points, a line end as one
positions-utf16 = UTF-16 units
positions-utf16-lf = UTF-16 units, a line end as one
positions-said = as you said
positions-same = all ways to count come to the same here
positions-names = by the names of the selections, which are their words
positions-names-program = by the names of the selections, and as that program writes them
positions-words = by where words begin and end
positions-program = as that program writes them
positions-standard = as the standard says
positions-taken = positions are taken as { $positions }, { $why }
positions-fit = { $told }; { $fit } of { $first ->
    [first] the first { $all }
   *[all] { $all }
} selections fit
positions-told = { $told }; another way can be chosen{ with-positions }
file-source-too-large = the source in line { $line } with its selections takes more than can be read at once
file-rest-too-large = what stands in it beside its sources takes more than can be read at once
schema-element = { $what ->
    [empty] empty element
   *[any] element
} { $element } in { $name }
schema-attribute = { $what ->
    [empty] empty attribute
   *[any] attribute
} { $attribute } of { $name }
schema-order = order of elements in { $name }
schema-words = words in { $name }
schema-form = form of { $attribute } of { $name }
schema-missing = no { $attribute } on { $name }
part-a-set = a set
part-something = something
part-reference = reference to a { $what ->
    [code] code
    [note] note
   *[variable] variable
}
part-graph = graph
part-address = address
part-step = step
file-not-read-apart = it cannot be read: it is damaged, or needs more memory than any transcript does
do-export-as-docx = export the transcript again, as .docx or .txt
file-reader-not-started = its reader does not start ({ $why })
do-try-again = try again
file-takes-too-long = reading it takes more than { $seconds } seconds, which no transcript does
part-pdf = PDF
part-recording = recording
part-film = film
part-file = file
file-unread = { $what ->
    [word] an old Word file cannot be read
    [pages] a file of Pages cannot be read
    [sheet] a spreadsheet of this kind cannot be read
    [slides] slides cannot be read
    [sound] a recording holds no words that can be read
    [film] a film holds no words that can be read
    [picture] a picture holds no words that can be read
    [packed] a packed file is not looked into
    [mail] a mail cannot be read
    [peer] a project of another program cannot be read in that program’s own form
   *[other] a file that ends so cannot be read
}
do-unread = { $what ->
    [word] open it in Word or LibreOffice and save it as .docx
    [pages] export it from Pages as .docx
    [sheet] open it in Excel, Numbers or LibreOffice and save it as .xlsx or .csv
    [slides] save their text as .docx or .txt
    [sound] bring in the transcript of it; the recording stays where it is
    [film] bring in the transcript of it, such as its subtitles as .srt or .vtt; the film stays where it is
    [picture] let a program recognise the text in it first (OCR), and bring that in
    [packed] unpack it, and bring in the files in it
    [mail] save its text as .txt or .docx
    [peer] export it from that program as REFI-QDA (.qdpx)
   *[other] save it as .docx, .txt, .srt or .csv, or say with --as what it holds
}
file-unread-do = { $problem }: { $remedy }

## Pictures

part-image-300 = image of 300 dots an inch
part-letter-lacking = letter that Inter lacks
file-image-too-large = at 300 the image would be too large: it has { $dots } dots an inch
file-image-memory = there is not the memory for so large an image
file-image-not-made = the image could not be made: { $why }
file-letters-drawn = { $letters }: drawn from a font of this machine
file-letters-missing = { $letters }: not drawn: no font here has them
