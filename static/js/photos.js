// Loaded when a photo is chosen: 1600 px at most, JPEG, about 250 kB; anything else stays as it is.
const LONGEST = 1600;
const ENOUGH = 300 * 1024;

async function smaller(file) {
  if (!file.type.startsWith('image/') || file.size <= ENOUGH) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const ratio = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * ratio);
    canvas.height = Math.round(picture.height * ratio);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    let blob = null;
    for (const quality of [0.8, 0.65, 0.5]) {
      blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
      if (blob && blob.size <= ENOUGH) break;
    }
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg', lastModified: file.lastModified });
  } catch {
    return file;
  }
}

export async function shrink(input) {
  const all = new DataTransfer();
  for (const file of [...input.files]) all.items.add(await smaller(file));
  input.files = all.files;
}
