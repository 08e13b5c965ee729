import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstTexts, wrapped } from '../../infra/cli/samples.ts'
import type { Manifest } from '../../shared/dataset/block.ts'
import { aFolder } from '../local/scratch.ts'

describe('samples on the terminal', () => {
  it('are the first rows of the dataset', async () => {
    const folder = aFolder()
    mkdirSync(`${folder}/jsonl`)
    const rows = ['one', 'two', 'three', 'four'].map((text) => JSON.stringify({ id: text, text }))
    writeFileSync(`${folder}/jsonl/train-00000-of-00001.jsonl.gz`, gzipSync(`${rows.join('\n')}\n`))
    const files = [
      { path: 'rejected/rejected-00000-of-00001.jsonl.gz', format: 'jsonl.gz' },
      { path: 'jsonl/train-00000-of-00001.jsonl.gz', format: 'jsonl.gz' },
    ]

    expect(await firstTexts(folder, { files } as Manifest, 3)).toEqual(['one', 'two', 'three'])
  })

  it('are none where no row was accepted', async () => {
    expect(await firstTexts(aFolder(), { files: [] as Manifest['files'] } as Manifest, 3)).toEqual([])
  })

  it('break between words and keep their paragraphs', () => {
    expect(wrapped('The cat sat on the mat.\n\nIt was happy.', 14)).toBe(
      '  The cat sat\n  on the mat.\n\n  It was\n  happy.',
    )
  })

  it('lose no word, and have no line too long but for a single word', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 60 }), fc.integer({ min: 10, max: 60 }), (text, width) => {
        const lines = wrapped(text, width).split('\n')

        expect(lines.join(' ').split(/\s+/).filter(Boolean)).toEqual(text.split(/\s+/).filter(Boolean))
        expect(lines.filter((line) => line.length > width && line.trim().includes(' '))).toEqual([])
      }),
    )
  })
})
