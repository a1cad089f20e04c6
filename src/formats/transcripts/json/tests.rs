use proptest::prelude::*;

use super::*;
use crate::formats::format_of;
use crate::formats::tests::fits as turns_fit;
use crate::text::TurnMode;

fn json(text: &str) -> TranscriptDraft {
    assert!(fits(text.as_bytes()), "{text}");
    read("a.json", text.as_bytes(), &TranscriptOptions::default()).unwrap()
}

/// `time|speaker|words` of each turn.
fn turns(draft: &TranscriptDraft) -> Vec<String> {
    let found = &draft.recognition;
    let line = |turn: &crate::text::Turn| {
        let label = turn.speaker.map_or("", |ix| found.speakers[usize::from(ix.0)].label.as_str());
        let time = turn.time_ms.map_or_else(String::new, |ms| ms.to_string());
        format!("{time}|{label}|{}", &draft.text.as_str()[turn.words()])
    };
    found.turns.iter().map(line).collect()
}

/// `time words` of each word that has a time.
fn words(draft: &TranscriptDraft) -> Vec<String> {
    let text = draft.text.as_str();
    let word =
        |(at, ms): (usize, u32)| format!("{ms} {}", text[at..].split_whitespace().next().unwrap_or_default());
    draft.times.iter().map(word).collect()
}

#[test]
fn whisper() {
    let draft = json(
        r#"{"text": " How was it? Fine.", "language": "en", "segments": [
            {"id": 0, "start": 0.0, "end": 1.5, "text": " How was it?", "words": [
                {"word": " How", "start": 0.0, "end": 0.3}, {"word": " was", "start": 0.3, "end": 0.5},
                {"word": " it?", "start": 0.5, "end": 1.5}]},
            {"id": 1, "start": 1.62, "end": 3, "text": " Fine.", "words": [{"word": " Fine.", "start": 1.62}]},
            {"id": 2, "start": 3, "end": 3, "text": ""}]}"#,
    );
    assert_eq!(turns(&draft), ["0||How was it?", "1620||Fine."]);
    assert_eq!(words(&draft), ["0 How", "300 was", "500 it?", "1620 Fine."]);
    let lost: Vec<String> =
        draft.lost.iter().map(|lost| format!("{} {}: {}", lost.count, lost.what, lost.why)).collect();
    let told = [
        "1 turn without words: ",
        "2 time at which a turn ends",
        "4 time at which a word ends",
        "2 field: “text”, “language”: about",
    ];
    assert!(lost.len() == 4 && lost.iter().zip(told).all(|(lost, told)| lost.starts_with(told)), "{lost:?}");
}

#[test]
fn whisper_with_labels_among_the_words() {
    let draft = json(
        r#"[{"start": 0, "end": 1, "text": "Interviewer: Why?"}, {"start": "1.25", "end": 2, "text": "P01: Because."}]"#,
    );
    assert_eq!(turns(&draft), ["0|Interviewer|Why?", "1250|P01|Because."]);
}

#[test]
fn openai_s_service() {
    let beside = json(
        r#"{"task": "transcribe", "text": "So. Yes.", "segments": [{"start": 0, "text": "So."}, {"start": 1, "text": "Yes."}],
            "words": [{"word": "So", "start": 0.1}, {"word": "Yes", "start": 1.1}, {"word": "never", "start": 2}]}"#,
    );
    assert_eq!(
        (turns(&beside).len(), words(&beside)),
        (2, vec!["100 So.".to_owned(), "1100 Yes.".to_owned()])
    );
    assert!(beside.lost.iter().any(|lost| lost.what.to_string() == "time of a word" && lost.count == 1));
    let alone = json(
        r#"{"text": "So, yes.", "words": [{"word": "So", "start": 0.1}, {"word": "yes", "start": 1.1}]}"#,
    );
    assert_eq!((turns(&alone), words(&alone)[1].as_str()), (vec!["||So, yes.".to_owned()], "1100 yes."));
    let diarized = json(
        r#"{"task": "transcribe", "segments": [{"type": "transcript.text.segment", "speaker": "A", "start": 0, "end": 1, "text": "Why?"}]}"#,
    );
    assert_eq!(turns(&diarized), ["0|A|Why?"]);
}

#[test]
fn whisperx() {
    let draft = json(
        r#"{"segments": [
            {"start": 0.031, "end": 1.2, "text": " Why?", "speaker": "SPEAKER_01", "words": [
                {"word": "Why?", "start": 0.031, "end": 1.2, "score": 0.9, "speaker": "SPEAKER_01"}]},
            {"start": 1.4, "end": 2, "text": "In 2014.", "speaker": "SPEAKER_00", "words": [
                {"word": "In", "start": 1.4, "speaker": "SPEAKER_00"}, {"word": "2014."}]},
            {"start": 2.4, "end": 2, "text": "I left.", "speaker": "SPEAKER_00", "words": []},
            {"start": 3, "end": 4, "text": "Nobody knows."}],
           "word_segments": [{"word": "Why?", "start": 0.031}]}"#,
    );
    let found = turns(&draft);
    assert_eq!(
        found,
        ["31|SPEAKER_01|Why?", "1400|SPEAKER_00|In 2014.", "2400|SPEAKER_00|I left.", "3000||Nobody knows."]
    );
    assert_eq!(words(&draft), ["31 Why?", "1400 In"]);
    assert!(draft.text.as_str().starts_with("SPEAKER_01: Why?\n"));
}

#[test]
fn what_one_speaker_says_in_a_row_is_one_turn_where_that_is_wanted() {
    let text = r#"{"segments": [{"start": 0, "text": "a", "speaker": "A", "words": [{"word": "a", "start": 0}]},
        {"start": 1, "text": "b c", "speaker": "A", "words": [{"word": "c", "start": 2}]},
        {"start": 3, "text": "d", "speaker": "B"}]}"#;
    let mut options = TranscriptOptions::default();
    options.rules.mode = TurnMode::Joined;
    let draft = read("a.json", text.as_bytes(), &options).unwrap();
    assert_eq!((draft.text.as_str(), turns(&draft).len()), ("A: a b c\nB: d", 2));
    assert_eq!(words(&draft), ["0 a", "2000 c"]);
}

#[test]
fn whisper_cpp() {
    let draft = json(
        r#"{"systeminfo": "AVX", "model": {}, "params": {}, "result": {"language": "en"}, "transcription": [
            {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,000"}, "offsets": {"from": 0, "to": 2000},
             "text": " So, well.", "speaker": "0", "tokens": [{"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}},
                {"text": " So", "offsets": {"from": 40, "to": 300}}, {"text": ",", "offsets": {"from": 300, "to": 310}},
                {"text": " well", "offsets": {"from": 900, "to": 1200}}]},
            {"offsets": {"from": 2000, "to": 3000}, "text": " Yes.", "speaker": "?"}]}"#,
    );
    assert_eq!(turns(&draft), ["0|Speaker 0|So, well.", "2000||Yes."]);
    assert_eq!(words(&draft), ["40 So,", "300 ,", "900 well."]);
}

#[test]
fn transformers() {
    let draft = json(r#"{"text": "So.", "chunks": [{"timestamp": [0.5, null], "text": " So far."}]}"#);
    assert_eq!(turns(&draft), ["500||So far."]);
    let by_word = json(
        r#"{"text": "", "chunks": [{"text": " So", "timestamp": [0.5, 0.7]}, {"text": " far.", "timestamp": [0.7, 1]}]}"#,
    );
    assert_eq!((turns(&by_word), words(&by_word).len()), (vec!["500||So far.".to_owned()], 2));
    let spoken = json(
        r#"{"speakers": [{"speaker": "SPEAKER_00", "timestamp": [0, 1], "text": " So far."}], "chunks": [], "text": ""}"#,
    );
    assert_eq!(turns(&spoken), ["0|SPEAKER_00|So far."]);
}

#[test]
fn amazon() {
    let items = r#""items": [
        {"start_time": "4.87", "end_time": "5.02", "alternatives": [{"confidence": "1.0", "content": "I've"}], "type": "pronunciation"},
        {"start_time": "5.02", "end_time": "5.6", "alternatives": [{"content": "been"}], "type": "pronunciation"},
        {"alternatives": [{"confidence": "0.0", "content": "."}], "type": "punctuation"},
        {"start_time": "8.49", "end_time": "8.9", "alternatives": [{"content": "Sorry"}], "type": "pronunciation"},
        {"alternatives": [{"content": "."}], "type": "punctuation"}]"#;
    let labels = r#""speaker_labels": {"speakers": 2, "segments": [
        {"start_time": "4.87", "speaker_label": "spk_0", "end_time": "6.88", "items": []},
        {"start_time": "8.49", "speaker_label": "spk_1", "end_time": "9.24", "items": []}]}"#;
    let head = r#"{"jobName": "j", "results": {"transcripts": [{"transcript": "I've been. Sorry."}]"#;
    let older = json(&format!("{head}, {labels}, {items}}}, \"status\": \"COMPLETED\"}}"));
    let found = ["4870|spk_0|I've been.", "8490|spk_1|Sorry."];
    assert_eq!(
        (turns(&older), words(&older)),
        (
            found.map(str::to_owned).to_vec(),
            ["4870 I've", "5020 been.", "8490 Sorry."].map(str::to_owned).to_vec()
        )
    );
    let segments = r#""audio_segments": [
        {"id": 0, "transcript": "I've been.", "start_time": "4.87", "end_time": "6.8", "speaker_label": "spk_0", "items": [0, 1, 2]},
        {"id": 1, "transcript": "Sorry.", "start_time": "8.49", "end_time": "9.2", "speaker_label": "spk_1", "items": [3, 4]}]"#;
    let newer = json(&format!("{head}, {labels}, {items}, {segments}}}}}"));
    assert_eq!((turns(&newer), words(&newer)), (turns(&older), words(&older)));
    let alone = json(&format!("{head}, {items}}}}}"));
    assert_eq!(turns(&alone), ["4870||I've been. Sorry."]);
}

#[test]
fn deepgram() {
    let words_of = r#"[{"word": "why", "start": 0.08, "end": 0.3, "speaker": 0, "punctuated_word": "Why?"},
        {"word": "well", "start": 1.5, "end": 2, "speaker": 1, "punctuated_word": "Well."}]"#;
    let by_words = json(&format!(
        r#"{{"metadata": {{}}, "results": {{"channels": [{{"alternatives": [{{"transcript": "why well", "words": {words_of}}}]}}]}}}}"#
    ));
    let found = ["80|Speaker 0|Why?", "1500|Speaker 1|Well."];
    assert_eq!(
        (turns(&by_words), words(&by_words)),
        (found.map(str::to_owned).to_vec(), ["80 Why?", "1500 Well."].map(str::to_owned).to_vec())
    );
    let paragraphs = json(&format!(
        r#"{{"results": {{"channels": [{{"alternatives": [{{"transcript": "", "words": {words_of}, "paragraphs": {{"transcript": "", "paragraphs": [
            {{"sentences": [{{"text": "Why?", "start": 0.08, "end": 1}}], "speaker": 0, "start": 0.08}},
            {{"sentences": [{{"text": "Well."}}, {{"text": "So."}}], "speaker": 1, "start": 1.5}}]}}}}]}}]}}}}"#
    ));
    assert_eq!(turns(&paragraphs), ["80|Speaker 0|Why?", "1500|Speaker 1|Well. So."]);
    assert_eq!(words(&paragraphs), words(&by_words));
    let utterances = json(&format!(
        r#"{{"results": {{"channels": [], "utterances": [{{"start": 0.08, "transcript": "Why? Well.", "speaker": 1, "words": {words_of}}}]}}}}"#
    ));
    assert_eq!(
        (turns(&utterances), words(&utterances)),
        (vec!["80|Speaker 1|Why? Well.".to_owned()], words(&by_words))
    );
    let channel = |word: &str, start: f64| {
        format!(
            r#"{{"alternatives": [{{"transcript": "{word}", "words": [{{"word": "{word}", "start": {start}}}]}}]}}"#
        )
    };
    let two =
        format!(r#"{{"results": {{"channels": [{}, {}]}}}}"#, channel("second", 2.0), channel("first", 1.0));
    assert_eq!(turns(&json(&two)), ["1000|Channel 2|first", "2000|Channel 1|second"]);
}

#[test]
fn assembly() {
    let words_of = r#"[{"text": "Why?", "start": 250, "end": 650, "confidence": 0.97, "speaker": "A"}]"#;
    let draft = json(&format!(
        r#"{{"id": "x", "status": "completed", "audio_url": "u", "text": "Why?", "words": {words_of}, "utterances": [
            {{"speaker": "A", "text": "Why?", "start": 250, "end": 700, "words": {words_of}}}]}}"#
    ));
    assert_eq!((turns(&draft), words(&draft)), (vec!["250|A|Why?".to_owned()], vec!["250 Why?".to_owned()]));
    let alone = json(&format!(
        r#"{{"id": "x", "status": "completed", "audio_url": "u", "text": "Why? So.", "words": {words_of}, "utterances": null}}"#
    ));
    assert_eq!(
        (turns(&alone), words(&alone)),
        (vec!["250||Why? So.".to_owned()], vec!["250 Why?".to_owned()])
    );
    let paragraphs = json(&format!(
        r#"{{"id": "x", "paragraphs": [{{"text": "Why?", "start": 250, "words": {words_of}}}]}}"#
    ));
    assert_eq!(turns(&paragraphs), ["250||Why?"]);
}

#[test]
fn azure() {
    let batch = json(
        r#"{"source": "s", "combinedRecognizedPhrases": [], "recognizedPhrases": [{"recognitionStatus": "Success", "speaker": 1,
            "offset": "PT0.07S", "offsetInTicks": 700000, "nBest": [{"confidence": 0.9, "display": "Why now?", "words": [],
            "displayWords": [{"displayText": "Why", "offsetInTicks": 700000}, {"displayText": "now?", "offsetInTicks": 4700000}]},
            {"display": "no"}]}]}"#,
    );
    assert_eq!(
        (turns(&batch), words(&batch)),
        (vec!["70|Speaker 1|Why now?".to_owned()], ["70 Why", "470 now?"].map(str::to_owned).to_vec())
    );
    let fast = json(
        r#"{"durationMilliseconds": 9, "combinedPhrases": [{"text": "Why?"}], "phrases": [{"offsetMilliseconds": 40, "speaker": 2,
            "text": "Why?", "words": [{"text": "why", "offsetMilliseconds": 40}]}]}"#,
    );
    assert_eq!(turns(&fast), ["40|Speaker 2|Why?"]);
}

#[test]
fn google() {
    let alternatives = r#"{"alternatives": [{"transcript": "Why", "confidence": 0.9, "words": [{"startTime": "1.300s", "word": "Why"}]}]}"#;
    let plain = json(&format!(r#"{{"results": [{alternatives}]}}"#));
    assert_eq!((turns(&plain), words(&plain)), (vec!["1300||Why".to_owned()], vec!["1300 Why".to_owned()]));
    let spoken = r#"{"alternatives": [{"words": [{"startTime": "1.300s", "word": "Why", "speakerTag": 1}, {"startTime": "2s", "word": "so", "speakerTag": 2}]}]}"#;
    let both = json(&format!(
        r#"{{"name": "1", "done": true, "response": {{"results": [{alternatives}, {spoken}]}}}}"#
    ));
    assert_eq!(turns(&both), ["1300|Speaker 1|Why", "2000|Speaker 2|so"]);
    let second = json(
        r#"{"results": [{"alternatives": [{"transcript": "Why", "words": [{"startOffset": "0.5s", "word": "Why", "speakerLabel": "1"}]}]}]}"#,
    );
    assert_eq!(turns(&second), ["500|Speaker 1|Why"]);
}

#[test]
fn rev_and_elevenlabs() {
    let rev = json(
        r#"{"speakers": [{"id": 1, "name": "Ann Lee"}], "monologues": [
            {"speaker": 0, "elements": [{"type": "text", "value": "Why", "ts": 0.5, "end_ts": 1}, {"type": "punct", "value": "?"}]},
            {"speaker": 1, "elements": [{"type": "text", "value": "So", "ts": 1.5}, {"type": "punct", "value": " "},
                {"type": "text", "value": "far", "ts": 1.75}, {"type": "punct", "value": "."}]}]}"#,
    );
    assert_eq!(turns(&rev), ["500|Speaker 0|Why?", "1500|Ann Lee|So far."]);
    assert_eq!(words(&rev), ["500 Why?", "1500 So", "1750 far."]);
    let eleven = json(
        r#"{"language_code": "en", "text": "Why? So", "words": [
            {"text": "Why?", "start": 0.1, "end": 1, "type": "word", "speaker_id": "speaker_0"},
            {"text": " ", "start": 1, "end": 1.1, "type": "spacing", "speaker_id": "speaker_0"},
            {"text": "So", "start": 1.2, "end": 2, "type": "word", "speaker_id": "speaker_1"}]}"#,
    );
    assert_eq!(turns(&eleven), ["100|speaker_0|Why?", "1200|speaker_1|So"]);
}

#[test]
fn podcasts_by_segment_and_by_word() {
    let draft = json(
        r#"{"version": "1.0.0", "segments": [
            {"speaker": "Ann", "startTime": 0.5, "endTime": 0.75, "body": "I"}, {"speaker": "Ann", "startTime": 1, "body": "am."},
            {"speaker": "Ann", "startTime": 1.5, "endTime": 2.0, "body": "So.\n"}, {"speaker": "Ann", "startTime": 2, "body": "Well"},
            {"speaker": "Bob", "startTime": 2.75, "endTime": 3.0, "body": "Oh no."}, {"startTime": -1, "body": "Yes, yes."}]}"#,
    );
    let found = ["500|Ann|I am. So.", "2000|Ann|Well", "2750|Bob|Oh no.", "0||Yes, yes."];
    assert_eq!(turns(&draft), found);
    assert_eq!(words(&draft), ["500 I", "1000 am.", "1500 So.", "2000 Well"]);
    assert_eq!(draft.warnings.len(), 1, "{:?}", draft.warnings);
}

#[test]
fn what_is_no_form_is_refused_with_what_is_read() {
    for (text, says) in [
        ("", "the file is empty"),
        ("{", "a.json, line 1: the file is not whole JSON: export it again"),
        ("{\"a\": 1,\n}", "line 2"),
        ("words", "not whole JSON"),
        ("{\"a\": 1}", "JSON is read of Amazon Transcribe, AssemblyAI, Azure Speech, Deepgram"),
        ("[]", "it has the form of whisper and no words"),
        ("{\"text\": \"\", \"segments\": []}", "no words"),
        ("{\"monologues\": [{\"elements\": []}]}", "it has the form of Rev.ai and no words"),
    ] {
        let message = read("a.json", text.as_bytes(), &TranscriptOptions::default()).unwrap_err().to_string();
        assert!(message.starts_with("a.json") && message.contains(says), "{text}: {message}");
    }
}

#[test]
fn json_is_known_by_what_is_in_it() {
    let whisper = b"{\"segments\": [{\"start\": 0, \"text\": \"a\"}]}";
    for (name, bytes, id) in [
        ("a.json", whisper.as_slice(), "json"),
        ("a.txt", whisper, "json"),
        ("a.json", b"{}", "json"),
        ("a.txt", b"{\"a\": 1}", "txt"),
        ("a.txt", b"[00:00:01] I: so", "txt"),
    ] {
        assert_eq!(format_of(name, bytes, None).unwrap().id, id, "{name}");
    }
}

#[test]
fn depth_and_numbers_of_any_size_are_no_harm() {
    let deep = format!(
        "{{\"segments\": [{{\"start\": 1e999, \"text\": \"a\", \"words\": {}{}}}]}}",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    assert_eq!(turns(&json(&deep)), ["||a"]);
    assert!(!fits("[".repeat(100_000).as_bytes()));
    let odd =
        json("{\"segments\": [{\"start\": {}, \"text\": \"a\\u0000\\r\\nb\\ud800\", \"speaker\": [\"x\"]}]}");
    assert!(odd.text.as_str().starts_with("a\u{fffd}\nb"), "{:?}", odd.text.as_str());
    assert!(odd.warnings.iter().any(|warning| warning.message.to_string().contains("U+FFFD")));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_is_read_or_refused(
        head in "\\{\"(segments|utterances|monologues|transcription|chunks|phrases|results|words)\":",
        body in "(\\{|\\}|\\[|\\]|,|\"(text|body|start|speaker|words|word|elements|value|alternatives|items|offsets|a é|\\\\ud83d|\\\\u0000|\\n)\"|:|null|-1|2\\.5){0,40}",
        joined: bool,
    ) {
        let mut options = TranscriptOptions::default();
        options.rules.mode = if joined { TurnMode::Joined } else { TurnMode::Speakers };
        for text in [format!("{head}{body}}}"), format!("{head}[{{{body}}}]}}"), body] {
            let _ = fits(text.as_bytes());
            if let Ok(draft) = read("a.json", text.as_bytes(), &options) {
                turns_fit(&draft);
            }
        }
    }

    /// Values of any kind where something else is expected.
    #[test]
    fn values_of_any_kind_are_read_or_refused(
        form in 0_usize..FORMS_LIKE.len(),
        values in prop::collection::vec("(null|1|-0\\.5|1e400|\"x y\"|\"\"|\"\\\\ud800\"|\\[\\]|\\{\\}|\\[1\\]|\\[\\{\"text\":\"x\",\"start\":1\\}\\]|true)", 6),
        joined: bool,
    ) {
        let mut options = TranscriptOptions::default();
        options.rules.mode = if joined { TurnMode::Joined } else { TurnMode::Speakers };
        let mut text = FORMS_LIKE[form].to_owned();
        for value in &values {
            text = text.replacen('@', value, 1);
        }
        if let Ok(draft) = read("a.json", text.as_bytes(), &options) {
            turns_fit(&draft);
        }
    }
}

/// Forms with places for values.
const FORMS_LIKE: &[&str] = &[
    r#"{"segments": [{"start": @, "text": @, "speaker": @, "words": @}, {"start": @, "text": @}]}"#,
    r#"{"segments": [{"startTime": @, "body": @, "speaker": @}, {"startTime": @, "body": @}], "words": @}"#,
    r#"{"transcription": [{"offsets": {"from": @}, "text": @, "speaker": @, "tokens": [{"text": @, "offsets": @}]}, {"text": @}]}"#,
    r#"{"results": {"items": [{"alternatives": [{"content": @}], "start_time": @, "type": @}, {"alternatives": @}], "speaker_labels": {"segments": @}, "audio_segments": @}}"#,
    r#"{"results": {"channels": [{"alternatives": [{"words": @, "transcript": @, "paragraphs": @}]}, {"alternatives": [@]}], "utterances": @}}"#,
    r#"{"results": [{"alternatives": [{"transcript": @, "words": [{"word": @, "startTime": @, "speakerTag": @}]}]}, {"alternatives": @}]}"#,
    r#"{"monologues": [{"speaker": @, "elements": [{"value": @, "ts": @}, @]}, @], "speakers": @}"#,
    r#"{"language_code": @, "words": [{"type": @, "text": @, "start": @, "speaker_id": @}, @]}"#,
];
