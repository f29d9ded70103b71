import { createHash } from 'node:crypto'

/** Scripts and styles that a page may contain, as sources of a content security policy. */
export interface InlineHashes {
  scripts: string[]
  styles: string[]
}

/**
 * The hashes of what is written into a page of ours (CSP level 3, `'sha256-…'`). Data blocks are no scripts: they need none.
 * What somebody smuggles into the page has another hash and does not run.
 */
export function hashInline(html: string): InlineHashes {
  return {
    scripts: [...html.matchAll(/<script(?![^>]*\b(?:src|type)=)[^>]*>([\s\S]*?)<\/script>/g)].map(hashOf),
    styles: [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(hashOf),
  }
}

function hashOf([, text]: RegExpMatchArray): string {
  return `'sha256-${createHash('sha256').update(text!).digest('base64')}'`
}
