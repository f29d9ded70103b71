/**
 * The picture for a place a hand wide. A drawing (SVG) is a document of its own, laid out by the page's thread: twelve of them in a
 * list keep a phone from answering for a second. So each has a small picture of pixels beside it, `setup/draw-artwork.ts`
 * makes it. Pictures that are pixels already stay what they are.
 */
export function smallArtwork(path: string): string {
  return path.replace(/\.svg$/, '-640.webp')
}
