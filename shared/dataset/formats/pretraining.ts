import type { Cells, Converter } from './format.ts'

export const END_OF_TEXT = '<|endoftext|>'

/** A text that has the mark in it would be read as two records. */
export const withoutMark = (text: string): string => text.replaceAll(END_OF_TEXT, '').trim()

/** Texts as TinyStories has them: each followed by a line with the mark, which tokenizers of the GPT-2 family know as one token. */
export const pretraining = (_: Cells): Converter => ({
  pieces: ({ text }, split) => [{ file: `${split}.txt`, text: `${withoutMark(text as string)}\n${END_OF_TEXT}\n` }],
})
