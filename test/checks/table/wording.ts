import type { Cases } from './case.ts'

const STORY = `One day, a little girl named Lily went to the park with her mom. She saw a big red ball under the tree.
"Can I play with it?" Lily asked. Her mom smiled and said yes. Lily kicked the ball and it flew into the pond!
A duck swam to the ball and pushed it back to Lily. They were both happy, and they played until the sun went down.`

const LAW = `Notwithstanding any provision herein to the contrary, the indemnifying party shall reimburse, upon presentation
of itemized documentation, all reasonable expenditures necessitated by the investigation and adjudication of proceedings
instituted against the indemnified party, irrespective of whether such proceedings were subsequently discontinued.`

const { three, one } = {
  one: 'Tom ran to the old tree. It rained. He was sad. The end.',
  three: 'Tom ran.\n\nIt rained.\n\nThe end.',
}

export const uses: Cases = {
  pass: [
    { options: ['verb'], values: { verb: 'disagree' }, text: 'They disagreed about it.' },
    { options: ['toy'], values: { toy: [{ name: 'ice cream' }, 'kite'] }, text: 'Two ice creams and a KITE.' },
    { options: ['twist'], values: { twist: [] }, text: 'Nothing was drawn.' },
  ],
  fail: [
    { options: ['verb'], values: { verb: 'disagree' }, text: 'They agreed.', figure: { missing: ['disagree'] } },
    { options: ['verb'], values: { verb: 'hop' }, text: 'She hoped so.' },
  ],
  refused: [[], 'verb', [3]],
}

export const contains: Cases = {
  pass: [
    { options: '{{ s }}', values: { s: 'Tom said, "I am here."' }, text: 'Then Tom said,\n“I am here” and sat.' },
    { options: '{{ s }}', values: { s: 'It was late - very late.' }, text: 'It was late — very late!' },
  ],
  fail: [{ options: 'the cat', text: 'the category' }],
  unverified: [{ options: '{{ s }}', values: { s: '' }, text: 'Tom ran.' }],
  refused: ['', ['a']],
}

export const starts: Cases = {
  pass: [
    { options: 'B', text: 'Betty ran.' },
    { options: 'once upon a time', text: '“Once  upon a time, there was a fox.”', figure: 'once upon a time' },
    { options: ['One day', '{{ word }}'], values: { word: 'Suddenly' }, text: '**Suddenly**, it rained.' },
    { options: '{', text: ' {"a": 1}' },
    { options: '# ', text: '# Title' },
  ],
  fail: [
    {
      options: 'Once upon a time',
      text: 'Sure! Here is a story. Once upon a time',
      figure: 'Sure! Here is a story. Once up',
    },
    { options: ['One', 'Two'], text: 'Three' },
  ],
  unverified: [{ options: '{{ word }}', values: { word: ' ' }, text: 'Tom' }],
  refused: ['', [], {}],
}

export const ends: Cases = {
  pass: [
    { options: 'the end', text: 'Tom slept. The end.' },
    { options: '?', text: 'He asked, “Why?”' },
    { options: ['!', '.'], text: 'He ran.' },
    { options: '{{ name }} slept.', values: { name: 'Tom' }, text: 'Then Tom slept' },
  ],
  fail: [
    { options: 'The end.', text: 'Tom slept. The end. Let me know if you like it.' },
    { options: '?', text: 'Why? Because.' },
  ],
  unverified: [{ options: '{{ word }}', values: { word: '' }, text: 'Tom' }],
  refused: ['', []],
}

export const words: Cases = {
  pass: [{ options: { min: 3, max: 5 }, text: 'The well-known dog’s bone.', figure: 4 }],
  fail: [{ options: { max: 2 }, text: 'One two three' }],
  refused: [{}, { min: 3, max: 2 }],
}

export const sentences: Cases = {
  pass: [
    { options: { min: 2, max: 2 }, text: '“Stop!” said Mom. Dr. J. Brown ran at 3.5 m a second.', figure: 2 },
    { options: { max: 2 }, text: '"Stop!" Mom said. Well... he did not.' },
    { options: { min: 2 }, text: '# Title\n\nOne line\nbroken here. Two? \n```py\nx = 1. Y\n```', figure: 2 },
    { options: { min: 2, max: 2 }, text: '私は猫。犬もいる！', figure: 2 },
    { options: { min: 2, max: 2 }, text: '1. First comes this.\n2. Then comes that.', figure: 2 },
    { options: { min: 3, max: 3 }, text: 'No. He was on page no. 5 of it. Why?!', figure: 3 },
  ],
  fail: [
    { options: { min: 3 }, text: 'One. Two.', figure: 2 },
    { options: { max: 1 }, text: 'One… Two.', figure: 2 },
  ],
  unverified: [{ options: { min: 1 }, text: 'กาลครั้งหนึ่งนานมาแล้ว มีสุนัขตัวน้อย' }],
  refused: [{}, { min: 0 }],
}

export const paragraphs: Cases = {
  pass: [{ options: { min: 3, max: 5 }, text: three, figure: 3 }],
  fail: [{ options: { min: 3, max: 5 }, text: one, figure: 1 }],
  refused: [{}, { max: 0 }],
}

export const tokens: Cases = {
  pass: [
    { options: { min: 75, max: 90 }, text: STORY },
    {
      options: { min: 22, max: 35 },
      text: 'Con mèo nhỏ chạy ra vườn. Nó thấy một quả bóng đỏ và rất vui. Mẹ gọi nó về nhà ăn cơm.',
    },
    { options: { max: 20 }, text: '从前有一只小狗，名叫小白。' },
  ],
  fail: [
    { options: { max: 20 }, text: STORY },
    { options: { min: 3 }, text: 'One two', figure: 2 },
  ],
  refused: [{}],
}

export const vocabulary: Cases = {
  pass: [
    { options: { list: 'dale-chall' }, text: STORY },
    { options: { list: 'spache', max: 0.1 }, text: STORY },
    {
      options: { list: ['verb', 'noun'], max: 0 },
      lists: { verb: ['run', 'see'], noun: ['dog', 'ice cream'] },
      text: 'The dogs ran. Tom saw 3 ice creams, and Tom’s dog was running.',
    },
    { options: { words: ['con', 'mèo', 'chạy'], max: 0 }, text: 'Con mèo chạy.' },
    { options: { words: ['猫', '好き'], max: 0.6 }, text: '猫が好きです。' },
    { options: { words: ['use', 'code'], max: 0 }, text: 'Use this code:\n```py\nimport numpy\n```' },
  ],
  fail: [
    { options: { list: 'dale-chall' }, text: LAW },
    {
      options: { words: ['dog', 'run'], max: 0 },
      text: 'The dog ran. Happily it ate.',
      figure: { share: 0.3333, outside: ['happily', 'ate'] },
    },
    { options: { words: ['dog'], names: false, max: 0 }, text: 'The dog and Tom.' },
    // At the beginning of a sentence, any word has a capital.
    { options: { words: ['dog'], max: 0 }, text: 'Photosynthesis and the dog.' },
  ],
  unverified: [
    { options: { list: 'age' }, text: 'A dog.' },
    { options: { words: ['dog'] }, text: '… 🙂' },
  ],
  refused: [{}, { max: 0.1 }, { list: [] }, { words: ['a'], max: 5 }],
}

export const reading: Cases = {
  pass: [
    { options: { max: 4 }, text: STORY },
    { options: { max: 4, by: 'dale-chall' }, text: STORY },
    { options: { max: 3.5, by: 'spache' }, text: STORY },
    { options: { min: 12 }, text: LAW },
    { options: { min: 13, by: 'dale-chall' }, text: LAW },
  ],
  fail: [
    { options: { max: 6 }, text: LAW },
    { options: { max: 8, by: 'dale-chall' }, text: LAW },
    { options: { min: 8 }, text: STORY },
  ],
  unverified: [
    { options: { max: 3 }, text: 'The dog ran.' },
    {
      options: { max: 3 },
      text: 'Es war einmal ein kleiner Hund, der gern mit seinen Freunden im Park spielte. Eines Tages fand er dort einen roten Ball und war sehr froh.',
    },
  ],
  refused: [{}, { min: 5, max: 3 }, { max: 3, by: 'smog' }],
}
