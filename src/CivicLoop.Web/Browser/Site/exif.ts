// What a camera wrote into a JPEG, to go along with the smaller picture: for staff it is evidence. The picture was
// turned upright when it was made smaller, so the turning that the camera asked for is taken back.

/** The EXIF segment of a JPEG with its marker; null where there is none. */
export async function exifOf(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer());
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer);
  for (let at = 2; at + 10 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda; ) {
    const end = at + 2 + view.getUint16(at + 2);
    const isExif = bytes[at + 1] === 0xe1 && view.getUint32(at + 4) === 0x45786966;
    if (isExif && end <= bytes.length) return upright(bytes.slice(at, end));
    at = end;
  }
  return null;
}

function upright(segment: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const tiff = 10;
  const view = new DataView(segment.buffer);
  const little = segment[tiff] === 0x49;
  try {
    const list = tiff + view.getUint32(tiff + 4, little);
    for (let entry = 0; entry < view.getUint16(list, little); entry++) {
      const at = list + 2 + 12 * entry;
      if (view.getUint16(at, little) === 0x0112) view.setUint16(at + 8, 1, little);
    }
    return segment;
  } catch {
    // Broken metadata is no evidence and must not break the picture.
    return null;
  }
}
