// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Files packed into one.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file within the file.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    pub(crate) name: Cow<'static, str>,
    pub(crate) bytes: Cow<'a, [u8]>,
}

/// All parts in one file. Every part has the same time, the first there is: the file says nothing of when
/// it was made.
pub(crate) fn zipped(parts: &[Part<'_>]) -> Vec<u8> {
    // Only where a file grows beyond the memory there is could this fail, and then nothing returns.
    pack(parts).unwrap_or_default()
}

fn pack(parts: &[Part<'_>]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        // What is packed already does not become smaller.
        let is_packed = part.name.ends_with(".png");
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(part.name.as_ref(), options.compression_method(method))?;
        archive.write_all(&part.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
