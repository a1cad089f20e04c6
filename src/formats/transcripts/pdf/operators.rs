//! Two operators of a PDF's content that the library which draws it does not know: `'` and `"`, which begin a line and show
//! words on it (ISO 32000-1, table 109). They are written as those that they stand for, so that no words are lost.

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Document, Object, ObjectId};

/// Spells them out in the content of a page.
pub(super) fn in_page(document: &mut Document, page: ObjectId) {
    let Ok(content) = document.get_page_content(page) else { return };
    if let Some(content) = spelled_out(&content) {
        // Where it cannot be put in its place, the page stays as it was.
        let _ = document.change_page_content(page, content);
    }
}

/// Spells them out in all that pages draw by name.
pub(super) fn in_forms(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
        let content = if is_form { stream.decompressed_content().ok() } else { None };
        if let Some(content) = content.and_then(|content| spelled_out(&content)) {
            stream.set_plain_content(content);
        }
    }
}

/// Content without them; none where there are none.
fn spelled_out(content: &[u8]) -> Option<Vec<u8>> {
    let ends =
        |at: usize| content[..at].trim_ascii_end().last().is_some_and(|byte| matches!(byte, b')' | b'>'));
    let parts = |at: usize| content.get(at + 1).is_none_or(u8::is_ascii_whitespace);
    if !content.iter().enumerate().any(|(at, byte)| matches!(byte, b'\'' | b'"') && parts(at) && ends(at)) {
        return None;
    }
    let mut operations = Vec::new();
    for operation in Content::decode(content).ok()?.operations {
        let mut operands = operation.operands;
        match operation.operator.as_str() {
            "\"" => {
                let words = operands.pop();
                for (operator, operand) in ["Tc", "Tw"].into_iter().zip(std::iter::from_fn(|| operands.pop()))
                {
                    operations.push(Operation::new(operator, vec![operand]));
                }
                operations.push(Operation::new("T*", Vec::new()));
                operations.extend(words.map(|words| Operation::new("Tj", vec![words])));
            }
            "'" => {
                operations.push(Operation::new("T*", Vec::new()));
                operations.extend(operands.pop().map(|words| Operation::new("Tj", vec![words])));
            }
            // Pictures in the line hold no words, and are not written as they were read.
            "BI" => {}
            operator => operations.push(Operation::new(operator, operands)),
        }
    }
    Content { operations }.encode().ok()
}
