// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Files for word processors, spreadsheets and those who compute on: whether they are what the standards ask for, and whether LibreOffice opens
//! them. What needs LibreOffice is ignored unless it is asked for: `cargo xtask test` sees to it.

mod csv;
mod docx;
mod libreoffice;
mod order;
mod package;
mod sample;
mod xlsx;
