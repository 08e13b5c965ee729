import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Manifest } from '../../shared/dataset/block.ts'

/** The texts of the first rows of a dataset that lies in `folder`. */
export async function firstTexts(folder: string, { files }: Manifest, most: number): Promise<string[]> {
  const shard = files.find(({ format, path }) => format === 'jsonl.gz' && path.startsWith('jsonl/'))
  if (!shard) return []
  const file = createReadStream(join(folder, shard.path))
  const lines = createInterface({ input: file.pipe(createGunzip()) })
  const texts: string[] = []
  for await (const line of lines) {
    texts.push((JSON.parse(line) as { text: string }).text)
    if (texts.length === most) break
  }
  file.destroy()
  return texts
}

/**
 * Breaks lines between words, and sets every line in by two. A word longer than the line stands alone. What a line is set in
 * by already it keeps, as code means something by it.
 */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((paragraph) => {
      const indent = /^\s*/.exec(paragraph.trimEnd())![0]
      if (paragraph.length <= width - 2) return [paragraph.trimEnd()]
      const lines = ['']
      for (const word of paragraph.split(/\s+/).filter(Boolean)) {
        const last = lines.at(-1)!
        if (last === '') lines[lines.length - 1] = word
        else if (indent.length + last.length + 1 + word.length <= width - 2) lines[lines.length - 1] = `${last} ${word}`
        else lines.push(word)
      }
      return lines.map((line) => `${indent}${line}`)
    })
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n')
}
