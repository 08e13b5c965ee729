import type { Finding } from './explain.ts'
import type { Output } from './recipe.ts'

/** What a label can be to a trainer. */
const ROLE_WORDS = {
  prompt: 'What is asked. Usual: prompt, instruction.',
  completion: 'The answer. Usual: completion, output, response.',
  input: 'What the prompt is about, where that stands apart. Usual: input.',
  system: 'What the system says. Usual: system.',
  messages: 'A conversation, as a JSON list of { role, content }. Usual: messages.',
  label: 'The class or classes. Usual: label.',
  document: 'Id of the document that a query is about. Usual: document.',
  title: 'Its title. Usual: title.',
  passage: 'Its text. Usual: passage.',
  features: 'What a story was to have. Usual: features.',
  words: 'Words that a story was to use. Usual: words, or verb with noun and adjective.',
  summary: 'Its summary. Usual: summary.',
  sentence: 'A sentence that was to be in it. Usual: sentence.',
} as const

export type Role = keyof typeof ROLE_WORDS

export const ROLES = Object.entries(ROLE_WORDS) as [Role, string][]

/** By role the labels that have it, or `text`, which is the text itself. Several are joined with commas. */
export type Roles = Partial<Record<Role, string[]>>

/** Labels that have a role because of their names, where the recipe says nothing else; the first that is there. */
const USUAL: Record<Role, readonly string[][]> = {
  prompt: [['prompt'], ['instruction']],
  completion: [['completion'], ['output'], ['response']],
  input: [['input']],
  system: [['system']],
  messages: [['messages']],
  label: [['label']],
  document: [['document']],
  title: [['title']],
  passage: [['passage']],
  features: [['features']],
  words: [['words'], ['verb', 'noun', 'adjective']],
  summary: [['summary']],
  sentence: [['sentence']],
}

export interface FormatNeeds {
  /** One line for people. */
  says: string
  /** Any of these sets of roles is enough. */
  roles: readonly (readonly Role[])[]
}

const CHAT: FormatNeeds['roles'] = [['messages'], ['prompt', 'completion']]

/** What datasets are written as beside Parquet and JSON lines. */
export const FORMATS = {
  openai: { says: 'OpenAI fine-tuning: {"messages": [...]} a line', roles: CHAT },
  'trl-text': { says: 'TRL, language modeling: {"text": ...} a line', roles: [[]] },
  'trl-messages': { says: 'TRL, conversations: {"messages": [...]} a line', roles: CHAT },
  'trl-prompt-completion': {
    says: 'TRL: {"prompt": ..., "completion": ...} a line',
    roles: [['prompt', 'completion']],
  },
  alpaca: { says: 'Alpaca: {"instruction", "input", "output"} a line', roles: [['prompt', 'completion']] },
  sharegpt: { says: 'ShareGPT (Vicuna): {"conversations": [{"from", "value"}]} a line', roles: CHAT },
  beir: { says: 'BEIR: corpus.jsonl, queries.jsonl, qrels/<split>.tsv', roles: [['document', 'passage']] },
  fasttext: { says: 'fastText: __label__<label> and the text, a line', roles: [['label']] },
  pretraining: { says: 'plain text, every record ended by <|endoftext|>', roles: [[]] },
  'tinystories-instruct': {
    says: 'TinyStories-Instruct: some of what a story was made of, in any order, then the story and <|endoftext|>',
    roles: [['summary'], ['sentence'], ['features'], ['words']],
  },
  csv: { says: 'CSV (RFC 4180), a column for each label', roles: [[]] },
} as const satisfies Record<string, FormatNeeds>

export type FormatName = keyof typeof FORMATS

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[]

/** Which labels have which roles. */
export function rolesOf({ labels, as = {} }: Pick<Output, 'labels' | 'as'>): Roles {
  const roles = ROLES.flatMap(([role]): [Role, string[]][] => {
    const own = as[role] ?? USUAL[role].find((names) => names.every((name) => Object.hasOwn(labels, name)))
    return own === undefined ? [] : [[role, own]]
  })
  return Object.fromEntries(roles)
}

/** What a format is missing, for people; undefined where it fits. */
export function missingFor(format: FormatName, roles: Roles): string | undefined {
  const ways: FormatNeeds['roles'] = FORMATS[format].roles
  if (ways.some((way) => way.every((role) => roles[role] !== undefined))) return undefined
  const words = ways.map((way) => way.map((role) => `"${role}"`).join(' and ')).join(', or for ')
  return `the format "${format}" needs a label for ${words}; name it under output.as, as in as: { ${ways[0]![0]}: my_label }`
}

/** What a recipe says of its formats and cannot be. */
export function formatFindings(output: Pick<Output, 'labels' | 'as' | 'formats'>): Finding[] {
  const known = ['text', ...Object.keys(output.labels)]
  const strangers = Object.entries(output.as ?? {}).flatMap(([role, names]) =>
    names
      .filter((name) => !known.includes(name))
      .map((name) => ({ at: ['output', 'as', role], message: `names "${name}"; there is ${known.join(', ')}` })),
  )
  const roles = rolesOf(output)
  const misfits = (output.formats ?? []).flatMap((format, at) => {
    const missing = missingFor(format, roles)
    return missing === undefined ? [] : [{ at: ['output', 'formats', at], message: missing }]
  })
  return [...strangers, ...misfits]
}
