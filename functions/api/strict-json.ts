/** How deep a body may be nested: a recipe with the deepest JSON Schema that it can hold, and some. */
const MOST_DEPTH = 64

/** Names that objects have of themselves: as a key, each means something else to who reads it carelessly. */
const OWN_NAMES = new Set(['__proto__', 'constructor', 'prototype'])

/** A text that is not the JSON that is taken here. The message says what is wrong with it. */
export class JsonRefusal extends Error {
  override readonly name = 'JsonRefusal'
}

/**
 * JSON in UTF-8, in which every key stands once, no key is the name of something that objects have of themselves, and nothing is
 * nested deeper than people would. Throws `JsonRefusal`.
 */
export function strictJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes)
  const value = parsed(text)
  const wrong = wrongIn(text)
  if (wrong !== undefined) throw new JsonRefusal(wrong)
  return value
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new JsonRefusal('is not UTF-8', { cause })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new JsonRefusal(`is not JSON: ${(cause as SyntaxError).message}`, { cause })
  }
}

/** Of a text that is JSON. */
function wrongIn(text: string): string | undefined {
  /** The keys so far of every object around; undefined for a list. */
  const around: (Set<string> | undefined)[] = []
  let isKey = false
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
        around.push(new Set())
        isKey = true
        break
      case '[':
        around.push(undefined)
        isKey = false
        break
      case '}':
      case ']':
        around.pop()
        isKey = false
        break
      case ',':
        isKey = around.at(-1) !== undefined
        break
      case ':':
        isKey = false
        break
      case '"': {
        const end = endOfText(text, at)
        const wrong = isKey ? wrongKey(text.slice(at, end + 1), around.at(-1)!) : undefined
        if (wrong !== undefined) return wrong
        at = end
      }
    }
    if (around.length > MOST_DEPTH) return `is nested more than ${MOST_DEPTH} deep`
  }
  return undefined
}

function wrongKey(quoted: string, known: Set<string>): string | undefined {
  const key = JSON.parse(quoted) as string
  const told = JSON.stringify(key.length <= 60 ? key : `${key.slice(0, 60)}…`)
  if (OWN_NAMES.has(key)) return `has the key ${told}, which is not taken anywhere`
  if (known.has(key)) return `has the key ${told} twice in one object`
  known.add(key)
  return undefined
}

/** Where the text that begins with a quotation mark at `start` has its closing one. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    if (text[at] === '"') return at
    if (text[at] === '\\') at += 1
  }
}
