import type { Cases } from './case.ts'

const TEXTS = {
  en: 'Once upon a time there was a little dog. He loved to play in the park with his friends.',
  vi: 'Ngày xửa ngày xưa có một chú chó nhỏ. Chú rất thích chơi trong công viên với bạn bè.',
  de: 'Es war einmal ein kleiner Hund. Er spielte gern mit seinen Freunden im Park.',
  fr: 'Il était une fois un petit chien. Il aimait jouer dans le parc avec ses amis.',
  es: 'Érase una vez un perrito. Le encantaba jugar en el parque con sus amigos.',
  pt: 'Era uma vez um cachorrinho. Ele adorava brincar no parque com os amigos.',
  it: "C'era una volta un cagnolino. Amava giocare nel parco con i suoi amici.",
  nl: 'Er was eens een klein hondje. Hij speelde graag met zijn vrienden in het park.',
  ru: 'Жила-была маленькая собака. Она любила играть в парке с друзьями.',
  zh: '从前有一只小狗，名叫小白。它喜欢在公园里和朋友们玩。',
  ja: '昔々、小さな犬がいました。公園で友達と遊ぶのが大好きでした。',
  ko: '옛날 옛적에 작은 강아지가 살았어요. 친구들과 노는 것을 좋아했어요.',
  ar: 'كان يا ما كان كلب صغير. كان يحب اللعب في الحديقة مع أصدقائه.',
}

const SECTION = `${TEXTS.vi}\n\n\`\`\`python\ndef the_length_of_the_list(the_list):\n    return len(the_list)  # the number of things that are in the list\n\n\n# Now it is called with a list of three animals, and what it returns is printed\nprint(the_length_of_the_list(["the dog", "the cat", "the mouse"]))\n\`\`\`\n`

export const language: Cases = {
  pass: [
    ...Object.entries(TEXTS).map(([is, text]) => ({ options: { is }, text, figure: { found: is, other: 0 } })),
    { options: { is: 'Vietnamese' }, text: TEXTS.vi },
    { options: { is: '{{ lang }}' }, values: { lang: 'vi-VN' }, text: TEXTS.vi },
    { options: { is: 'vi' }, text: SECTION },
    { options: { is: 'en', max: 0.6 }, text: `${TEXTS.en} ${TEXTS.en} ${TEXTS.en} ${TEXTS.en}\n${TEXTS.de.repeat(3)}` },
  ],
  fail: [
    { options: { is: 'vi' }, text: TEXTS.en, figure: { found: 'en', other: 1 } },
    { options: { is: 'zh' }, text: TEXTS.ja },
    // It slips into English in its second half.
    {
      options: { is: 'vi' },
      text: `${TEXTS.vi.repeat(5)}\n\n${TEXTS.en.repeat(5)}`,
      figure: { found: 'vi', other: 0.5 },
    },
  ],
  unverified: [
    { options: { is: 'vi' }, text: 'OK, Tom!' },
    { options: { is: 'vi' }, text: '1, 2, 3 … 4 '.repeat(50) },
    { options: { is: '{{ lang }}' }, values: { lang: 'Klingon' }, text: TEXTS.vi },
  ],
  refused: [{}, 'vi', { is: 'Klingon' }, { is: 'vi', max: 2 }],
}

export const dialogue: Cases = {
  pass: [
    { options: 'present', text: '“Come here", said Dad.' },
    { options: 'present', text: 'User: Hi, can you help?\nAssistant: Of course. With what?' },
    { options: 'absent', text: 'Tom told the cat that he was big. The sign said "STOP" in red.', figure: 'absent' },
    { options: 'absent', text: "The boys' dog's bone wasn't there." },
    { options: 'absent', text: 'He had three things: a ball.\nThe plan was this: run.' },
    { options: 'absent', text: 'Tip: look up.\nTip: look down.\nAdvice: run.' },
  ],
  fail: [
    { options: 'present', text: 'Tom told the cat that he was big.' },
    { options: 'absent', text: 'It was late.\n— Come here, said Dad.', figure: 'present' },
    { options: 'absent', text: 'Tom: Hello!\nMia: Hi!\nTom: Bye!\nMia: Bye!' },
  ],
  refused: [true, 'maybe', {}],
}

export const features: Cases = {
  pass: [{ options: 'feature', values: { feature: ['Dialogue'] }, text: '"Hi!" said Tom.' }],
  fail: [{ options: 'feature', values: { feature: ['Dialogue', 'Twist'] }, text: 'Tom ran.' }],
  unverified: [{ options: 'feature', values: { feature: ['Twist'] }, text: 'Tom ran.' }],
  refused: ['', ['feature']],
}
