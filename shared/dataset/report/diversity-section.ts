import type { Measures } from '../measures/measures.ts'
import { type Html, nothing } from './html.ts'
import { bars, card, cards, section, table, wideCard } from './parts.ts'
import { count, cut, hundredths, percent, plural } from './wording.ts'

const SHOWN = 10

export function diversitySection({ texts, rows, references }: Measures): Html {
  const { openings, phrases, names, wordUse } = texts
  const sample =
    texts.texts < rows ? `a sample of ${count(texts.texts)} of ${count(rows)} texts` : plural(texts.texts, 'text')
  const published = references.filter(({ figure }) => figure !== 'tokens')
  return section(
    'diversity',
    'Diversity',
    `Measured on ${sample}. Such figures move with the number of texts: hold them only against those of as many (fabula compare does).`,
    cards(
      wideCard('How much is new', diversityTable(texts)),
      card(
        'Commonest openings',
        bars(
          openings.top.slice(0, SHOWN).map(({ words, share, texts: n }) => ({
            name: cut(words, 60),
            share,
            figure: `${percent(share)} · ${count(n)}`,
          })),
        ),
        openings.top.length === 0
          ? `No two texts begin with the same ${openings.words} words.`
          : `${count(openings.distinct)} different openings of ${openings.words} words.`,
      ),
      card(
        'Commonest phrases',
        bars(
          phrases.slice(0, SHOWN).map(({ words, share, texts: n }) => {
            const reference = references.find((one) => one.words === words)
            return {
              ...{ name: cut(words, 60), share, figure: `${percent(share)} · ${count(n)}` },
              ...(reference !== undefined && { reference: reference.value }),
            }
          }),
        ),
        phrases.length === 0
          ? 'No four words in a row stand in two texts.'
          : 'Four words in a row, by the number of texts that have them.',
      ),
      names === null || names.top.length === 0
        ? nothing
        : card(
            'Commonest names',
            bars(
              names.top.slice(0, SHOWN).map(({ words, share, texts: n }) => ({
                name: cut(words, 60),
                share,
                figure: `${percent(share)} · ${count(n)}`,
              })),
            ),
            `${count(names.distinct)} different words written as names.`,
          ),
      wordUse.length === 0
        ? nothing
        : card(
            'Words of the recipe that texts use',
            bars(
              wordUse.map(({ entity, share, used, words }) => ({
                name: entity,
                share,
                figure: `${count(used)} of ${count(words)}`,
              })),
            ),
            unusedWords(wordUse),
          ),
      published.length === 0 ? nothing : wideCard('Beside published datasets', publishedTable(published)),
    ),
  )
}

function unusedWords(lists: Measures['texts']['wordUse']): string {
  const list = lists.find(({ unused }) => unused.length > 0)
  return list === undefined
    ? 'Every word is in a text.'
    : `Not in any text: ${list.unused.slice(0, 8).join(', ')}${list.words - list.used > 8 ? ' …' : ''}`
}

function diversityTable({ diversity, words }: Measures['texts']): Html {
  const { distinct, compressionRatio, selfRepetition, selfBleu } = diversity
  const better = { more: 'more is more diverse', less: 'less is more diverse' }
  const figure = (n: number | null): string => (n === null ? '–' : n > 0 && n < 0.1 ? n.toPrecision(2) : hundredths(n))
  return table(
    'Measures of diversity',
    [{ title: 'measure' }, { title: 'figure', figure: true }, { title: 'what it is' }],
    [
      ...distinct.map((share, at) => [
        `distinct-${at + 1}`,
        figure(share),
        at === 0
          ? `different words, of all ${count(words.all)} (${better.more})`
          : `different runs of ${at + 1} words, of all such runs`,
      ]),
      ['compression', figure(compressionRatio), `bytes over bytes of gzip (${better.less})`],
      [
        'self-repetition',
        percent(selfRepetition.share),
        `of the runs of four words, those that another text has too (${better.less})`,
      ],
      [
        'self-BLEU',
        figure(selfBleu.value),
        `likeness of each text to all others, on ${count(selfBleu.texts)} (${better.less})`,
      ],
    ],
  )
}

function publishedTable(references: Measures['references']): Html {
  return table(
    'Beside published datasets',
    [{ title: 'share of texts with' }, { title: 'here', figure: true }, { title: 'there' }],
    references.map(({ dataset, figure, words, value, here }) => [
      figure === 'phrase' ? `“${words}”` : 'their commonest four words',
      here === null ? '–' : percent(here),
      `${percent(value)} in ${dataset}`,
    ]),
  )
}
