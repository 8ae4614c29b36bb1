// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
// What is in a ZIP archive, by name: enough for the files that the widget makes.

import { crc32, inflateRawSync } from "node:zlib";

export function unzipped(bytes) {
    const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
    if (end < 0) throw new Error("this is no archive");
    const files = {};
    let at = bytes.readUInt32LE(end + 16);
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
        const [method, sum, packed, size] = [
            bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24),
        ];
        const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
        const head = bytes.readUInt32LE(at + 42);
        const start = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
        const raw = bytes.subarray(start, start + packed);
        const file = method === 0 ? raw : inflateRawSync(raw);
        const path = bytes.toString("utf8", at + 46, at + 46 + name);
        if (file.length !== size || (crc32 && crc32(file) !== sum)) throw new Error(`${path} is damaged`);
        files[path] = file;
        at += 46 + name + extra + comment;
    }
    return files;
}
