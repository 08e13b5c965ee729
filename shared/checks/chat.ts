const MADE = '(?:story|stories|tale|summary|sentence|version|poem|answer|text|example|draft|rewrite|paragraph|response)'
const CANNOT = "(?:can't|cannot|can not|won't|will not|am unable to|am not able to|'m unable to|'m not able to)"
const ASSIST =
  '(?:help|assist|write|create|provide|generate|fulfil|fulfill|comply|continue|complete|produce|engage|answer|share|do (?:this|that))'

// Narrators may say "I'm sorry" and "I can't write": a refusal speaks of the request.
const REFUSALS: readonly RegExp[] = [
  new RegExp(
    `\\bI ?${CANNOT} (?:\\w+ ){0,2}?${ASSIST}(?: you)?(?: (?:with|to|about|in|on|for))?(?: any| a| an| the)? ?(?:this|that|your|such|request|content|stor(?:y|ies)|topic|material|anything|tale)\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:sorry|apologi[sz]e|apologies|afraid|unfortunately|regret)\\b[^.!?\\n]{0,40}\\bI ?${CANNOT} (?:\\w+ ){0,2}?${ASSIST}\\b`,
    'i',
  ),
  /\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b/i,
  /\bI(?:'m| am) (?:just |only )?an? (?:AI (?:language )?(?:model|assistant)|(?:large )?language model)\b/i,
  /\b(?:against|violates?|outside|by) my (?:guidelines|programming|polic(?:y|ies)|content policy)\b/i,
  /\bI (?:must|have to|need to|will have to) (?:respectfully |politely )?decline\b/i,
  /\b(?:your|this|the) (?:request|prompt) (?:violates|goes against|is not something I|cannot be)\b/i,
]

const OPENINGS: readonly RegExp[] = [
  /^(?:sure|sure thing|certainly|of course|absolutely|no problem|gladly|definitely)!/i,
  /^(?:sure|sure thing|certainly|of course|absolutely|okay|ok|alright|all right|great|understood|got it|no problem|gladly)\s*[!.,:—–-]+\s*(?:\n|(?:so )?(?:here(?:'s| is| are| goes)|below|let me|let's (?:write|try|create)|I can|I'd|I would|I'll|I will|I've|I have (?:written|made)|this is|the following)\b)/i,
  // "Here is the cat" is a fine beginning; "Here is a story about a cat:" and the same on a line of its own are chat.
  new RegExp(
    `^(?:here(?:'s| is| are)|below is|below are|the following is|this is) (?:[\\w'-]+ ){0,7}?(?:${MADE}|one|attempt)\\b[^\\n]{0,200}?(?::(?:\\s|[*_]|$)|\\n\\s*\\n)`,
    'i',
  ),
  new RegExp(
    `^(?:here(?:'s| is| are)|below is|this is) (?:a |the |your |my )?(?:[\\w'-]+ ){0,4}?${MADE} (?:for you|you asked|you requested|that (?:uses|includes|contains|follows|meets)|using|with the (?:words|following)|based on|in (?:very )?simple words)\\b`,
    'i',
  ),
  /^here (?:you go|we go|it is)\s*[!:]/i,
  new RegExp(
    `^(?:let me (?:try|write|create|craft|rewrite|revise|make)|I(?:'ve| have) (?:written|rewritten|revised|created|crafted)|I(?:'ll| will) (?:write|rewrite|create|craft|revise))\\b[^.!?\\n]{0,40}\\b${MADE}\\b`,
    'i',
  ),
  /^I(?:'d| would) be (?:happy|glad|delighted) to\b/i,
  /^(?:thank you|thanks) for (?:the|your) (?:prompt|request|feedback|correction|details|message|patience)\b/i,
  /^(?:my )?apologies\b|^I apologi[sz]e for\b|^you(?:'re| are) (?:absolutely |completely )?right[!.,]/i,
]

const CLOSINGS: readonly RegExp[] = [
  /\blet me know (?:if|what|how|whether)\b[^.!?\n]{0,40}\b(?:chang|like|want|need|adjust|revis|edit|help|stor|version|think|question|more|else)/i,
  /\b(?:please )?feel free to (?:ask|modify|adjust|use|let|reach|change|edit|customi[sz]e|share|make)\b/i,
  /\bI hope (?:you|this|that|it)\b[^.!?\n]{0,40}\b(?:stor(?:y|ies)|summary|sentence|tale|request|requirements|needs|looking for|helps|helpful)\b/i,
  /\b(?:would you like|do you want) me to (?:write|continue|change|make|add|create|adjust|revise|try)\b/i,
  /\b(?:is there|if you need|if there is|if there's) anything else (?:I can|you|that)\b/i,
  /^[\s([*_]*(?:note|word count|words used|features used|features included)\s*[*_]*\s*:/i,
  new RegExp(
    `^[\\s([*_]*(?:this|the) (?:short )?${MADE} (?:above )?(?:uses|includes|contains|incorporates|features|follows|meets) (?:all |the |each |every |both )`,
    'i',
  ),
]

/** The words with which a text refuses, within its first 200 characters and not in anybody's speech. */
export const refusalIn = (text: string): string | undefined => firstOf(REFUSALS, withoutSpeech(text.slice(0, 200)))

export const chatOpening = (text: string): string | undefined =>
  firstOf(OPENINGS, straight(text.slice(0, 400)).replace(/^[\s*_#>]+/, ''))

export function chatClosing(text: string): string | undefined {
  const end = text.trimEnd().slice(-500)
  const lastParagraph = end.slice(Math.max(0, end.lastIndexOf('\n') + 1))
  return firstOf(CLOSINGS, withoutSpeech(lastParagraph))
}

const straight = (text: string): string => text.replace(/[’‘]/g, "'")

/** What a narrator says: everything between quotation marks, closed or not, is left out. */
const withoutSpeech = (text: string): string =>
  straight(text)
    .replace(/["“”„«»][^"“”„«»]*(?:["“”„«»]|$)/g, ' … ')
    .replace(/(?<![\p{L}\p{N}])'[^'\n]*(?:'[a-z][^'\n]*)*[,.!?]'(?![\p{L}\p{N}])/gu, ' … ')

function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)
    if (found) return found[0].trim().slice(0, 60)
  }
  return undefined
}
