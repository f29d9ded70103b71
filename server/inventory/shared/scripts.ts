import { readScript } from '../../redis/script.ts'

const file = (name: string): URL => new URL(`scripts/${name}.lua`, import.meta.url)
const script = (name: string) => readScript(name, [file('seats'), file(name)])

export const scripts = {
  take: script('take'),
  settle: script('settle'),
  snapshot: script('snapshot'),
  beginRebuild: script('begin-rebuild'),
  finishRebuild: script('finish-rebuild'),
  noteEnds: script('note-ends'),
  claimComparison: script('claim-comparison'),
}
