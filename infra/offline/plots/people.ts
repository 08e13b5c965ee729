import { plot } from './plot.ts'

export const helped = plot({
  kinds: ['person'],
  summary: [
    '{A kind} named {hero} met {a thing} {at} who needed help.',
    '{Hero}, {a kind}, helped {a thing} {at} with a heavy bag.',
  ],
  begin: [
    'That was when {hero} saw {a thing}. {They} had a heavy bag and looked very tired.',
    'On a bench sat {a thing}. {They} looked at the ground and did not say a word.',
  ],
  trouble: [
    'Many went by, but nobody stopped.',
    '{Hero} was a bit afraid. {He} did not know {the thing}, and {they} looked so very serious.',
  ],
  talk: [
    '"Can I help you?" asked {hero}. "You are so small," said {the thing}. "But I am strong!" said {hero}.',
    '"Why are you sad?" asked {hero}. "Because nobody ever asks," said {the thing}, and smiled a little.',
  ],
  turn: [
    '{Hero} took one side of the bag, {friend} took the other, and one, two, three, up it went!',
    '{Hero} sat down beside {it} and held out half of {his} apple. They ate without a word, and it was a good kind of quiet.',
  ],
  twist: [
    'Then {the thing} opened the bag, and out came a hundred balloons. The bag was for {hero}, and it was for {his} birthday!',
    'Then {the thing} laughed and took off the false nose. It was {elder}, all dressed up, and {hero} had not known!',
  ],
  good: [
    "{The thing} waved until they were out of sight. The next day, a small cake stood in front of {hero}'s door.",
    'Now {hero} had a new friend, and every Sunday they shared an apple.',
  ],
  bad: [
    'But when {hero} came back the next day, {the thing} was gone, and nobody could say where. {Hero} had not even asked for a name.',
    'But the bag tore open, and everything in it was lost. {The thing} went away without a word, and {hero} felt very small.',
  ],
  morals: [
    '{Hero} learned that you are never too small to help.',
    'One kind question, {hero} learned, can change a whole day.',
  ],
})

export const taught = plot({
  kinds: ['person'],
  summary: [
    '{A kind} named {hero} wanted to be like {a thing} {at}.',
    '{Hero}, {a kind}, asked {a thing} {at} to teach {him}.',
  ],
  begin: [
    '{Hero} knew {a thing} who could do wonderful things, and {he} wanted to be just the same.',
    'One day {a thing} came to {spot}. {Hero} followed {it} around the whole morning and watched.',
  ],
  trouble: [
    'But when {hero} tried it alone, everything went wrong.',
    'It looked so easy! But {hero} dropped this and bumped into that, and soon {he} wanted to give up.',
  ],
  talk: [
    '"How do you do that?" asked {hero}. {The thing} bent down. "I fell down a hundred times," {they} said, "and I got up a hundred and one times."',
    '"I am too little," said {hero}. "Little today," said {the thing}, "and a bit less little tomorrow."',
  ],
  turn: [
    '{The thing} showed {him} one small step, and then one more. {Hero} tried, and tried again, and on the fifth day it worked.',
    'So {hero} began again, slowly this time. {Friend} counted the tries on {fhis} fingers and ran out of fingers.',
  ],
  twist: [
    'Then {the thing} said something that nobody expected. {They} had never learned it at all, and it was {hero} who should teach {it}!',
    'On the last day, {the thing} took off the big hat. Under it was {friend}, who had played a trick on everybody!',
  ],
  good: [
    'In the end, {the thing} clapped louder than anybody else, and {hero} took a bow.',
    'That evening, {hero} showed {elder} what {he} could do, and {elder} wanted to see it three more times.',
  ],
  bad: [
    'But when the great day came, {hero} forgot everything. Everybody laughed, and {he} ran home and hid under the bed.',
    'But then {the thing} had to leave, and {hero} had not learned the last step. {He} never did.',
  ],
  morals: [
    '{Hero} learned that everybody starts small.',
    'Nobody can do it the first time, {hero} learned, and that is fine.',
  ],
})
