import { describe, expect, it } from 'vitest'
import { article } from '../../infra/offline/english/noun.ts'
import { verb } from '../../infra/offline/english/verb.ts'
import { gerund, past } from '../../infra/offline/english/verb-forms.ts'
import { VERBS } from './draws.ts'

describe('verb forms', () => {
  it.each([
    ['bake', 'baked', 'baking'],
    ['carry', 'carried', 'carrying'],
    ['play', 'played', 'playing'],
    ['hug', 'hugged', 'hugging'],
    ['stop', 'stopped', 'stopping'],
    ['visit', 'visited', 'visiting'],
    ['open', 'opened', 'opening'],
    ['fix', 'fixed', 'fixing'],
    ['snow', 'snowed', 'snowing'],
    ['clean', 'cleaned', 'cleaning'],
    ['run', 'ran', 'running'],
    ['begin', 'began', 'beginning'],
    ['forget', 'forgot', 'forgetting'],
    ['tie', 'tied', 'tying'],
    ['see', 'saw', 'seeing'],
    ['be', 'was', 'being'],
    ['unwrap', 'unwrapped', 'unwrapping'],
    ['quiz', 'quizzed', 'quizzing'],
    ['picnic', 'picnicked', 'picnicking'],
    ['dye', 'dyed', 'dyeing'],
    ['agree', 'agreed', 'agreeing'],
    ['whisper', 'whispered', 'whispering'],
    ['think', 'thought', 'thinking'],
  ])('%s, %s, %s', (base, pastForm, gerundForm) => {
    expect([past(base), gerund(base)]).toEqual([pastForm, gerundForm])
  })

  it('knows something to do with every verb of the built-in list', () => {
    expect(VERBS.filter((word) => !verb(word).known)).toEqual([])
  })
})

describe('the article', () => {
  it.each([
    'an apple',
    'a uniform',
    'an umbrella',
    'an hour',
    'a yellow hat',
    'an ugly bug',
    'a unicorn',
    'an unkind boy',
    'a useful box',
    'a one-eyed cat',
    'an eel',
    'a European train',
    'an old owl',
    'an unimportant day',
  ])('%s', (phrase) => {
    const [given, ...words] = phrase.split(' ')
    expect(article(words.join(' '))).toBe(given)
  })
})
