import type { Comparison, Contender, Figure } from './comparison.ts'
import { figureText } from './figure-text.ts'
import { type Html, html, nothing } from './html.ts'
import { navigation, page } from './page.ts'
import { bars, card, cards, section, table, wideCard } from './parts.ts'
import { costAgainstDiversity } from './trade-off.ts'
import { count, cut } from './wording.ts'

const GROUPS: readonly { id: Figure['group']; title: string; lead: string }[] = [
  { id: 'money', title: 'Money', lead: 'Of accepted rows, with all that was rejected or failed on the way.' },
  {
    id: 'asked',
    title: 'Did as asked',
    lead: 'By the checks of each recipe: recipes that ask for less are easier to please.',
  },
  { id: 'diversity', title: 'Diversity', lead: 'On as many texts of each: the bar of what is best is marked.' },
  { id: 'text', title: 'The texts', lead: 'What they are like; neither end is better.' },
]
const EXAMPLE = 1_200

/** `compare.html`: datasets side by side, one file that asks for nothing else. */
export function comparePage(comparison: Comparison, contenders: readonly Contender[]): string {
  const { names, texts, settings, figures, verdicts } = comparison
  const isOffline = contenders.some(({ manifest }) => manifest.endpoint === 'offline')
  const groups = GROUPS.filter(({ id }) => figures.some(({ group }) => group === id))
  const picture = costAgainstDiversity(comparison)
  return page({
    title: `${names.join(' and ')}: comparison`,
    scripts: ['theme.js'],
    content: html`
${navigation('Comparison', [...groups.map(({ id, title }) => ({ id, title })), { id: 'examples', title: 'Side by side' }])}
<main id="top">
<header class="top"><p class="kicker">Comparison</p><h1>${names.map((name) => cut(name.slice(2), 50)).join(' / ')}</h1>
<p class="facts">Texts measured on ${count(texts)} of each, chosen by hash: such figures move with the number of texts.</p>
${isOffline ? html`<p class="banner" role="note"><strong>Not a finding.</strong> Some of it is by the offline grammar, which has no temperature and no talent: it shows how a comparison looks.</p>` : nothing}
</header>
<section id="glance" aria-label="At a glance">
<ul class="findings plain">${verdicts.map((verdict) => html`<li>${verdict}</li>`)}</ul>
<div class="cards spaced">
${wideCard(
  'What differs',
  settings.length === 0
    ? html`<p class="note">Nothing in recipe, model and seed.</p>`
    : table(
        'What differs',
        [{ title: 'setting' }, ...names.map((name) => ({ title: name }))],
        settings.map(({ name, values }) => [name, ...values.map((value) => cut(value, 120))]),
      ),
)}
${picture === undefined ? nothing : card('Money against likeness', picture, 'Down and to the left is better: cheaper rows, texts less alike (self-BLEU).')}
</div></section>
${groups.map(({ id, title, lead }) => section(id, title, lead, cards(...figures.filter(({ group }) => group === id).map((figure) => figureCard(figure, names)))))}
${section('examples', 'Side by side', 'The first texts of each sample, as they are.', html`<div class="cards">${contenders.flatMap(({ examples }, at) => examples.slice(0, 2).map((text) => card(names[at]!, html`<pre class="text">${cut(text, EXAMPLE)}</pre>`)))}</div>`)}
</main>
<footer><p>Made by fabula compare of ${contenders.map(({ manifest }) => manifest.version).join(', ')}. This page asks for nothing from anywhere.</p></footer>`,
  })
}

function figureCard({ name, about, unit, better, values, best }: Figure, names: readonly string[]): Html {
  const most = Math.max(...values.map((value) => Math.abs(value ?? 0)), unit === 'share' ? 0.001 : Number.MIN_VALUE)
  return card(
    name,
    bars(
      values.map((value, at) => ({
        name: cut(names[at]!, 60),
        share: value === null ? 0 : unit === 'share' ? value : value / most,
        figure: `${figureText(value, unit)}${best === at ? ' ★' : ''}`,
        tone: best === undefined || best === at ? ('accent' as const) : ('quiet' as const),
      })),
    ),
    `${about}${better === undefined ? '' : `; ${better} is better`}`,
  )
}
