import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HygieneSubject, hygiene } from '../../shared/checks/hygiene.ts'

const STORY = 'One day, Tom saw a big dog. The dog was sad. Tom gave it a hug. "Thank you!" said the dog.'

const aText = (text: string, more: Partial<HygieneSubject> = {}): HygieneSubject => ({
  text,
  finishReason: 'stop',
  maxBytes: 4_000,
  fields: ['summary', 'opening_line'],
  ...more,
})

describe('hygiene rejects', () => {
  it.each([
    ['cut-off', aText(STORY, { finishReason: 'length' })],
    ['filtered', aText(STORY, { finishReason: 'content_filter' })],
    ['empty', aText('  \n ')],
    ['refusal', aText('', { refusal: 'I will not.' })],
    ['too-long', aText('é'.repeat(2_001))],
  ])('%s text by what the endpoint tells', (flaw, subject) => {
    expect(hygiene(subject)).toMatchObject({ verdict: 'fail', figure: [flaw] })
  })

  it.each([
    ['refusal', "I'm sorry, but I can't help with that."],
    ['refusal', 'I’m sorry, but I cannot write a story about this topic.'],
    ['refusal', 'I cannot fulfill this request.'],
    ['refusal', 'Unfortunately, I am unable to create this story.'],
    ['refusal', 'As an AI language model, I have no feelings.'],
    ['refusal', "I'm just an AI assistant and cannot do this."],
    ['refusal', 'This goes against my guidelines.'],
    ['refusal', 'I must respectfully decline.'],
    ['chat-opening', `Sure! ${STORY}`],
    ['chat-opening', `Sure!\n\n${STORY}`],
    ['chat-opening', `Sure, here is a story for you: ${STORY}`],
    ['chat-opening', `Certainly! Here's a short story:\n\n${STORY}`],
    ['chat-opening', `Of course. I'll write it.\n\n${STORY}`],
    ['chat-opening', `Okay, here's the story:\n${STORY}`],
    ['chat-opening', `Here is a short story about a dog:\n\n${STORY}`],
    ['chat-opening', `Here's your story that uses the three words.\n\n${STORY}`],
    ['chat-opening', `*Here is the revised version:*\n\n${STORY}`],
    ['chat-opening', `Here is a story in simple words. ${STORY}`],
    ['chat-opening', `I'd be happy to help. ${STORY}`],
    ['chat-opening', `I've written a story with the words. ${STORY}`],
    ['chat-opening', `Let me try to write the story again. ${STORY}`],
    ['chat-opening', `Thank you for your request. ${STORY}`],
    ['chat-opening', `My apologies! ${STORY}`],
    ['chat-closing', `${STORY}\n\nLet me know if you want any changes!`],
    ['chat-closing', `${STORY}\n\nI hope you enjoyed this story!`],
    ['chat-closing', `${STORY} Feel free to ask for another one.`],
    ['chat-closing', `${STORY}\n\nWould you like me to write another?`],
    ['chat-closing', `${STORY}\n\n(Note: all words were used.)`],
    ['chat-closing', `${STORY}\n\nWord count: 57`],
    ['chat-closing', `${STORY}\n\nThis story uses all the words.`],
    ['placeholder', `${STORY} His name was [NAME].`],
    ['placeholder', `${STORY} [Child's name] ran.`],
    ['placeholder', `${STORY} [insert a happy ending]`],
    ['placeholder', `${STORY} The {{ noun }} ran.`],
    ['placeholder', `${STORY} {% if noun %}`],
    ['placeholder', `${STORY} <insert sentence here>`],
    ['thinking', `<think>A dog.</think>${STORY}`],
    ['thinking', `A dog.</think>\n${STORY}`],
    ['control-token', `${STORY}<|im_end|>`],
    ['control-token', `[INST]${STORY}`],
    ['label', `Story: ${STORY}`],
    ['label', `Story:\n${STORY}`],
    ['label', `Short story: ${STORY}`],
    ['label', `**Story:** ${STORY}`],
    ['label', `**Summary**: ${STORY}`],
    ['label', `## Story\n\n${STORY}`],
    ['label', `**Story**\n\n${STORY}`],
    ['label', `Opening line: ${STORY}`],
    ['label', `**The dog that was sad:** ${STORY}`],
    ['control-character', `${STORY}\u0007`],
    ['control-character', `${STORY}\u0085`],
    ['mojibake', `${STORY} Itâ€™s big.`],
    ['mojibake', `${STORY} A cafÃ©.`],
    ['mojibake', `${STORY} \uFFFD`],
    ['broken-unicode', `${STORY} \uD83D`],
  ])('%s: %j', (flaw, text) => {
    expect(hygiene(aText(text))).toMatchObject({ verdict: 'fail', figure: [flaw] })
  })
})

describe('hygiene lets pass', () => {
  it.each([
    STORY,
    'Sure enough, the cat came back. It was wet.',
    'Sure, the dog was big, but Tom was not afraid.',
    'Of course, the cat was hungry. It ate a fish.',
    'Okay! I was ready to go. My mom held my hand.',
    '"Sure!" said Tom. "Let me know if you want more help with the story."',
    '“Here is the cat,” said Mom.',
    'Here is the cat. The cat is big.',
    'Here is the story of a frog. His name was Fred, and he was green.',
    'This is a tale of two dogs. They lived in one house.',
    "Here's a secret: the dog can fly.",
    '"I\'m sorry, but I can\'t help with that," said the robot. It was sad.',
    '“I cannot write this,” said the king. “I can’t help you.”',
    "I'm sorry I lost your ball. I looked for it all day.",
    'I cannot write yet, but I can draw. I like to draw dogs.',
    'I was sorry that I could not help my mom. So I made her a cake.',
    'Tom wrote a note: Dear Sam, let me know when you can come. Then he slept.',
    'Mom read a story to Tim. Mom said: "I hope you liked the story!"',
    'He hoped that this story would help. It did.',
    'Tom had one wish: to fly.',
    'Tom: a boy with a big heart. He ran.',
    '# The Water Cycle\n\nWater goes up, and water comes down.',
    '**The Little Frog**\n\nThere was a frog. It was green.',
    'A set {1, 2} and a list [1] and a[i] and [2, 3].',
    'He thought and thought. I think, he said.',
    'Line one.\n\tLine two.\r\nLine three.',
    'Ein Kind, ein CAFÉ, são, NÃO, pâte, Âge, naïve, 👨‍👩‍👧 and 猫.',
    'The word was new. The answer was no. Words: they are fun!'.replace('Words: ', 'Words, '),
  ])('%j', (text) => {
    expect(hygiene(aText(text))).toEqual({ verdict: 'pass' })
  })
})

const SECTION = '**Overview:** A dict maps keys to values.\n\n**Example:** Look one up.\n'
const CODE = '```python\nages = {"Tom": 3}\nprint(ages[name], f"{{ {name} }}", "<insert name>")\n```'

describe('hygiene knows what it looks at, and lets pass', () => {
  it.each([
    ['a section with code', `${SECTION}\n${CODE}`],
    ['code that looks like a placeholder', `## Overview\n\nUse \`{{ name }}\` in a template.\n\n${CODE}`],
    ['a template language', `Write this:\n\n\`\`\`jinja\n{% for x in xs %}{{ x }}{% endfor %}\n\`\`\``],
    ['labels of its own', `${SECTION}It is quick.`],
    ['a numbered list', '1. First, fill the pot.\n2. Then wait.\n\nIt is done.'],
    [
      'turns',
      'User: Can you help me?\nAssistant: Sure! Here is a story for you: one day.\nUser: Thanks!\nAssistant: Let me know if you need more help!',
    ],
    [
      'turns in bold',
      '**User:** Write a poem.\n\n**Assistant:** I cannot write this. As an AI language model, I have no feelings.',
    ],
    [
      'turns with names',
      'Lan: Hi!\nMinh: Hello.\nLan: I hope you liked the story!\nMinh: Let me know if you want more.',
    ],
    ['JSON', '{"title": "The dog: a summary", "tags": ["[1]", "a"], "n": {"m": {"k": 1}}}'],
    ['clauses', '12.1 Confidentiality. Each party shall keep the terms secret [as defined in Section 3].'],
  ])('%s', (_, text) => {
    expect(hygiene(aText(text))).toEqual({ verdict: 'pass' })
  })

  it('a conversation in JSON', () => {
    const parts = [
      'user',
      'Can you help?',
      'assistant',
      'Sure! Here is what to do: run. Let me know if you need more help.',
    ]

    expect(hygiene(aText('[…]', { parts }))).toEqual({ verdict: 'pass' })
  })
})

describe('hygiene knows what it looks at, and rejects', () => {
  it.each([
    ['chat-opening', 'chat before a section', `Sure! Here is the section:\n\n${SECTION}\n${CODE}`],
    ['chat-closing', 'chat after it', `${SECTION}\n${CODE}\n\nLet me know if you want me to change it!`],
    ['placeholder', 'a placeholder beside code', `${CODE}\n\nHis name was [NAME].`],
    ['placeholder', 'a placeholder in a fence around a story', `\`\`\`\n${STORY} His name was [NAME].\n\`\`\``],
    ['chat-opening', 'chat before turns', 'Sure! Here is a conversation:\n\nUser: Hi!\nAssistant: Hello!'],
    ['label', 'a label before turns', 'Story:\nUser: Hi!\nAssistant: Hello!'],
    ['label', 'a label where one other line has one', `Story: ${STORY}\nThe dog: a friend.`],
    ['placeholder', 'a placeholder in a turn', 'User: Hi, I am [NAME].\nAssistant: Hello!'],
    ['placeholder', 'a placeholder in JSON', '{"text": "His name was [NAME]."}'],
    ['chat-opening', 'chat in JSON', `{"text": "Sure! Here is a story for you: ${STORY.slice(0, 60)}"}`],
    ['control-character', 'a control character in JSON', '{"text": "a\\u0007b"}'],
    ['chat-opening', 'chat around JSON', 'Sure! Here is the text: {"text": "a"}'],
  ])('%s: %s', (flaw, _, text) => {
    expect(hygiene(aText(text))).toMatchObject({ verdict: 'fail', figure: [flaw] })
  })

  it('each item by itself', () => {
    const judgement = hygiene(aText('[…]', { parts: ['What is a cell?', 'Question: [your question]', ''] }))

    expect(judgement).toMatchObject({ figure: ['placeholder'], reason: 'part 2 has a placeholder ("[your question]")' })
  })
})

describe('hygiene', () => {
  it('says everything that is wrong, for people and for the model', () => {
    const judgement = hygiene(aText(`Story: ${STORY}\n\nLet me know if you like it!`, { finishReason: 'length' }))

    expect(judgement).toMatchObject({
      figure: ['cut-off', 'chat-closing', 'label'],
      reason:
        'cut off by the token limit; closes with chat ("Let me know if you like"); starts with the label "Story:"',
    })
  })

  it('judges any text whatever, however long', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void hygiene(aText(text))))
    for (const piece of ["'a, ", '"', 'I hope you ', '[your ', '**', 'sorry I can not ', '{{ a']) {
      hygiene(aText(piece.repeat(20_000), { maxBytes: 10_000_000 }))
    }
  })
})
