// Makes photos smaller before they are sent: <input type="file" data-shrink="1600">, with data-keep="exif" together
// with what the camera wrote into them. A photo that the browser cannot read goes as it is; the server judges it.
import { exifOf } from "./exif";

const kind = "image/jpeg";

export function shrinkPhotos(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type="file"][data-shrink]')) {
    input.addEventListener("change", () => void shrinkAll(input));
  }
}

async function shrinkAll(input: HTMLInputElement): Promise<void> {
  const longest = Number(input.dataset.shrink) || 1600;
  const files = [...(input.files ?? [])];
  const done = hold(input.form);
  try {
    const smaller = new DataTransfer();
    for (const file of files) smaller.items.add(await shrink(file, longest, input.dataset.keep === "exif"));
    input.files = smaller.files;
  } catch {
    // The photos go as they are.
  } finally {
    done();
  }
  preview(input);
}

// A form with a photo before and one after waits for both: its buttons come back with the last of them.
const held = new WeakMap<HTMLFormElement, { inputs: number; buttons: HTMLButtonElement[] }>();

function hold(form: HTMLFormElement | null): () => void {
  if (!form) return () => {};
  const mine = held.get(form) ?? { inputs: 0, buttons: [...form.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")] };
  held.set(form, mine);
  mine.inputs++;
  form.setAttribute("aria-busy", "true");
  for (const button of mine.buttons) button.disabled = true;
  return () => {
    if (--mine.inputs > 0) return;
    held.delete(form);
    for (const button of mine.buttons) button.disabled = false;
    form.removeAttribute("aria-busy");
  };
}

async function shrink(file: File, longest: number, keepExif: boolean): Promise<File> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    if (scale === 1 && file.type === kind && file.size < 600_000) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, kind, 0.85));
    if (!blob || (scale === 1 && blob.size >= file.size)) return file;
    const exif = keepExif ? await exifOf(file) : null;
    const parts = exif ? [blob.slice(0, 2), exif, blob.slice(2)] : [blob];
    return new File(parts, file.name.replace(/\.\w+$/, "") + ".jpg", { type: kind, lastModified: file.lastModified });
  } catch {
    return file;
  }
}

// <div data-preview-of="id of the input">: what is about to be sent.
function preview(input: HTMLInputElement): void {
  const shown = input.id && document.querySelector<HTMLElement>(`[data-preview-of="${CSS.escape(input.id)}"]`);
  if (!shown) return;
  for (const old of shown.querySelectorAll("img")) URL.revokeObjectURL(old.src);
  shown.replaceChildren(
    ...[...(input.files ?? [])].map((file) => {
      const image = document.createElement("img");
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      return image;
    }),
  );
}
