import type { Writer } from '../writer.ts'
import { subtopicsOf } from './topics.ts'

const ASKED = /^List (\d+) (?:different )?subtopics of the chapter "([^"]+)"/

/** A list of subtopics of a chapter, numbered, without those that the prompt lists already. */
export const listSubtopics: Writer = ({ prompt }) => {
  const [, wanted, topic] = ASKED.exec(prompt) ?? []
  if (wanted === undefined || topic === undefined) return undefined
  const there = new Set(prompt.split('\n').map((line) => line.replace(/^- /, '').trim().toLowerCase()))
  const all = subtopicsOf(topic)
  const fresh = all.filter((name) => !there.has(name.toLowerCase()))
  // Who has all of them is told some again: nothing new comes.
  const told = (fresh.length > 0 ? fresh : all).slice(0, Number(wanted))
  return told.map((name, at) => `${at + 1}. ${name}`).join('\n')
}
