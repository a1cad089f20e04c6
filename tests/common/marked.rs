//! A document in which somebody marked a word.

use std::io::Write;

/// An interview for Word: “good” is highlighted in green, and Ben asks of it “Really?”.
pub(crate) fn marked_docx() -> Vec<u8> {
    let body = "<w:p><w:r><w:t>I: How was it?</w:t></w:r></w:p><w:p><w:r><w:t>P: It was </w:t></w:r>\
                <w:commentRangeStart w:id=\"0\"/><w:r><w:rPr><w:highlight w:val=\"green\"/></w:rPr><w:t>good</w:t></w:r>\
                <w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    let comments = "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\" w:author=\"Ben\"><w:p><w:r><w:t>Really?</w:t></w:r></w:p>\
                    </w:comment></w:comments>";
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (part, words) in [("word/document.xml", document.as_str()), ("word/comments.xml", comments)] {
        zip.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(words.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
