// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Whether the lengths that an Arrow file gives can be. The reader asks for as much memory as a file says
//! that it needs, and a program that does not get it is ended by the operating system.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use arrow_ipc::reader::read_footer_length;
use arrow_ipc::{Block, RecordBatch, root_as_footer, root_as_message};

/// What stands before the length of a message.
const CONTINUATION: u32 = u32::MAX;
/// The most that a byte can be packed from: a block of equal bytes in Zstandard.
const MOST_PACKED: u64 = 1 << 16;

/// Whether all lengths of an Arrow file or stream lie inside it. What else may be wrong, its reader tells.
pub fn are_possible(file: &mut File, is_stream: bool) -> io::Result<bool> {
    let size = file.metadata()?.len();
    if is_stream { stream(file, size) } else { blocks(file, size) }
}

fn blocks(file: &mut File, size: u64) -> io::Result<bool> {
    let mut end = [0; 10];
    let Some(at) = size.checked_sub(10) else { return Ok(true) };
    read_at(file, at, &mut end)?;
    let Ok(length) = read_footer_length(end) else { return Ok(true) };
    let Some(at) = at.checked_sub(length as u64) else { return Ok(false) };
    let mut footer = vec![0; length];
    read_at(file, at, &mut footer)?;
    let Ok(footer) = root_as_footer(&footer) else { return Ok(true) };
    let blocks: Vec<Block> =
        [footer.dictionaries(), footer.recordBatches()].iter().flatten().flatten().copied().collect();
    for block in blocks {
        let lengths = (u64::try_from(block.offset()), u64::try_from(block.metaDataLength()));
        let ((Ok(at), Ok(head)), Ok(body)) = (lengths, u64::try_from(block.bodyLength())) else {
            return Ok(false);
        };
        let end = at.checked_add(head).and_then(|at| at.checked_add(body));
        if end.is_none_or(|end| end > size) {
            return Ok(false);
        }
        let mut prefix = [0; 4];
        if head < 8 {
            continue;
        }
        read_at(file, at, &mut prefix)?;
        let prefix = if u32::from_le_bytes(prefix) == CONTINUATION { 8 } else { 4 };
        if message(file, at + prefix, head - prefix, at + head, size)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn stream(file: &mut File, size: u64) -> io::Result<bool> {
    let mut at = 0;
    while at + 8 <= size {
        let mut prefix = [0; 8];
        read_at(file, at, &mut prefix)?;
        let [first, second] = [0, 4].map(|from| {
            let bytes = prefix.iter().skip(from).take(4);
            bytes.rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
        });
        let (prefix, head) = if first == CONTINUATION { (8, second) } else { (4, first) };
        let (begin, head) = (at + prefix, u64::from(head));
        if head == 0 {
            break;
        }
        if begin + head > size {
            return Ok(false);
        }
        let Some(body) = message(file, begin, head, begin + head, size)? else { return Ok(false) };
        at = begin + head + body;
    }
    Ok(true)
}

/// The length of the body of a message, if it and all that it says of its body can be.
fn message(file: &mut File, at: u64, length: u64, body: u64, size: u64) -> io::Result<Option<u64>> {
    let mut head = vec![0; usize::try_from(length).unwrap_or_default()];
    read_at(file, at, &mut head)?;
    let Ok(message) = root_as_message(&head) else { return Ok(Some(size)) };
    let Ok(whole) = u64::try_from(message.bodyLength()) else { return Ok(None) };
    if body.checked_add(whole).is_none_or(|end| end > size) {
        return Ok(None);
    }
    let dictionary = message.header_as_dictionary_batch().and_then(|batch| batch.data());
    let Some(batch) = message.header_as_record_batch().or(dictionary) else { return Ok(Some(whole)) };
    Ok(packed_can_be(file, &batch, body, whole)?.then_some(whole))
}

/// Whether packed columns can be as long as they say.
fn packed_can_be(file: &mut File, batch: &RecordBatch<'_>, body: u64, whole: u64) -> io::Result<bool> {
    if batch.compression().is_none() {
        return Ok(true);
    }
    for buffer in batch.buffers().iter().flatten() {
        let (Ok(offset), Ok(length)) = (u64::try_from(buffer.offset()), u64::try_from(buffer.length()))
        else {
            return Ok(false);
        };
        if offset.checked_add(length).is_none_or(|end| end > whole) {
            return Ok(false);
        }
        if length >= 8 {
            let mut unpacked = [0; 8];
            read_at(file, body + offset, &mut unpacked)?;
            let unpacked = u64::try_from(i64::from_le_bytes(unpacked)).unwrap_or_default();
            if unpacked > length.saturating_mul(MOST_PACKED) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn read_at(file: &mut File, at: u64, to: &mut [u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(to)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::{Seek as _, SeekFrom, Write as _};
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
    use arrow_ipc::CompressionType;
    use arrow_ipc::reader::{FileReader, StreamReader};
    use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};

    use super::are_possible;
    use crate::batch::contained::contained;

    fn written(is_stream: bool, compression: CompressionType) -> Vec<u8> {
        let texts: ArrayRef = Arc::new(StringArray::from(vec!["a text that is long"; 200]));
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![7; 200]));
        let table = RecordBatch::try_from_iter([("t", texts), ("n", numbers)]).expect("a table");
        let options =
            IpcWriteOptions::default().try_with_compression(Some(compression)).expect("it is there");
        if is_stream {
            let mut writer =
                StreamWriter::try_new_with_options(Vec::new(), &table.schema(), options).expect("room");
            writer.write(&table).expect("room");
            writer.into_inner().expect("room")
        } else {
            let mut writer =
                FileWriter::try_new_with_options(Vec::new(), &table.schema(), options).expect("room");
            writer.write(&table).expect("room");
            writer.into_inner().expect("room")
        }
    }

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("room");
        file
    }

    /// Whatever stands in a file that passes, its reader asks for no more memory than there can be.
    #[test]
    fn lengths_that_lie_are_found() {
        for is_stream in [true, false] {
            for compression in [CompressionType::LZ4_FRAME, CompressionType::ZSTD] {
                let whole = written(is_stream, compression);
                assert!(are_possible(&mut file(&whole), is_stream).expect("a file"));
                let mut lies = 0;
                for at in 0..whole.len() {
                    let mut bytes = whole.clone();
                    bytes[at] ^= 0x7f;
                    let mut file = file(&bytes);
                    if !are_possible(&mut file, is_stream).expect("a file") {
                        lies += 1;
                        continue;
                    }
                    file.seek(SeekFrom::Start(0)).expect("a file");
                    let read = contained(|| {
                        if is_stream {
                            StreamReader::try_new(file, None).map_or(0, |rows| rows.flatten().count())
                        } else {
                            FileReader::try_new(file, None).map_or(0, |rows| rows.flatten().count())
                        }
                    });
                    assert!(read.unwrap_or_default() <= 1);
                }
                assert!(lies > 20, "{lies}");
            }
        }
    }
}
