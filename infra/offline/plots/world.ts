import { plot } from './plot.ts'

export const journey = plot({
  kinds: ['place'],
  summary: [
    '{A kind} named {hero} went to {the whole thing} with {friend}.',
    '{Hero}, {a kind}, got lost on the way to {the whole thing}.',
  ],
  begin: [
    'That day, {hero} and {friend} wanted to go to {the whole thing}, all by themselves.',
    '{Hero} had heard of {the whole thing} so often, and now {he} would see {it} at last.',
  ],
  trouble: [
    'But the path split in two, and both ways looked the same.',
    'But soon a thick fog came, and they could not even see their own feet.',
  ],
  talk: [
    '"Left or right?" asked {friend}. "Left," said {hero}. "Are you sure?" "No," said {hero}, and they both laughed.',
    '"I think we are lost," said {friend}. "We are not lost," said {hero}. "We only do not know where we are."',
  ],
  turn: [
    'Then {hero} had an idea. {He} dropped a white stone at every corner, so that they could always find the way back. After nine stones, there it was!',
    'They held hands and sang, so that they would not lose each other. When the song was over, they stood right in front of {the thing}.',
  ],
  twist: [
    'They walked and walked, and then they stopped and stared. They had gone in a circle, and {the thing} was right behind their own house!',
    'And when they came to {the thing}, everybody they knew was already there. It was a surprise party!',
  ],
  good: [
    'They stayed until the sun went down, and on the way home they already talked about the next time.',
    'It was even better than {hero} had dreamed. {He} fell asleep that night with {his} shoes still on.',
  ],
  bad: [
    'But the gate was locked, and a sign said that it would never open again. They walked home, and nobody sang.',
    'But when night came, {friend} was tired and cold, and they had to turn back. The next day, {friend} was sick in bed, and {hero} knew whose idea it had been.',
  ],
  morals: [
    '{Hero} learned that getting lost is easier to bear with a friend.',
    'It is good to be brave, {hero} learned, and even better to tell somebody where you go.',
  ],
})

export const cleanup = plot({
  kinds: ['place', 'big'],
  summary: [
    '{A kind} named {hero} cleaned up {the whole thing} that nobody cared about.',
    '{Hero}, {a kind}, wanted to save {the whole thing} together with {friend}.',
  ],
  begin: [
    'Nobody cared about {the whole thing} any more. There were cobwebs in every corner and weeds all around.',
    'Not far away {was} {the whole thing}. Once everybody had loved {it}, but that was long ago.',
  ],
  trouble: [
    '{Hero} began to sweep, but it was far too much work for one.',
    'The mayor said that {the thing} had to go. A big machine would come in three days.',
  ],
  talk: [
    '"Look at that," said {friend}. "It is old and dirty." "It is only sad," said {hero}, "because nobody comes."',
    '"Will you help me?" asked {hero}. "With my left hand," said {friend}. "In my right hand I have a sandwich."',
  ],
  turn: [
    'The next day {friend} came with a bucket, and {elder} came with paint. The day after that, ten children came with brooms.',
    '{Hero} went from house to house and asked for one hour of help. And then they came, one after the other, with brooms and hammers and cake.',
  ],
  twist: [
    "Under all the dust they found something that nobody had known about: a painting of {hero}'s own grandmother as a little girl!",
    'When the last bit of dirt was gone, there was a sleepy yawn. A family of badgers had lived there all along, and they had a key!',
  ],
  good: [
    'Soon {the thing} looked like new, and everybody wanted to be there.',
    "They put up a sign with {hero}'s name on it, and there was cake for the whole town.",
  ],
  bad: [
    'But that night a storm came. In the morning, all of their work was gone, and nobody wanted to start again.',
    'But the big machine came a day early. {Hero} stood at the fence and watched, and nobody could make {him} come home.',
  ],
  morals: [
    '{Hero} learned that many small hands can do a big job.',
    'What you care for, {hero} learned, becomes beautiful.',
  ],
})

export const build = plot({
  kinds: ['big'],
  numbers: ['one'],
  summary: [
    '{A kind} named {hero} built {a thing} out of boxes {at}.',
    '{Hero}, {a kind}, wished for {a thing} of {his} own.',
  ],
  begin: [
    'There was one thing that {hero} wished for more than anything: {a thing}, all {his} own.',
    '{Hero} had seen {a thing} in a book, and now {he} could think of nothing else.',
  ],
  trouble: [
    'But {elder} said that it was much too big and cost much too much.',
    'But where could {he} get such a thing? {His} piggy bank was as light as a feather.',
  ],
  talk: [
    '"I will build one," said {hero}. "Out of what?" asked {friend}. "Out of that!" said {hero}, and pointed at a pile of boxes.',
    '"You cannot build that out of boxes," said {friend}. "Just watch me," said {hero}.',
  ],
  turn: [
    'So {hero} got boxes, tape and paint. {Friend} cut, {hero} glued, and by evening it was done. It was a bit crooked, but it was theirs.',
    'Old boxes, that was the answer! They worked for three days. It fell down twice, and twice they built it up again.',
  ],
  twist: [
    'They sat down in it and closed their eyes. And when they opened them, the boxes were gone, and {the thing} was real!',
    'Then a man in a long coat stopped and stared. He was the one who built the real ones, and he said that theirs was better!',
  ],
  good: [
    'They played in it until the moon came up, and nobody {at} had a better one.',
    'Even {elder} came to try it out, and {ehe} did not want to leave.',
  ],
  bad: [
    'But in the night it rained, and in the morning only wet paper was left. {Hero} sat down in the puddle and cried.',
    'But somebody kicked it down while they were eating lunch. {Hero} never found out who, and {he} did not build another.',
  ],
  morals: [
    '{Hero} learned that what you make with your own hands is worth the most.',
    'If you cannot buy it, {hero} learned, you can still dream it up.',
  ],
})
