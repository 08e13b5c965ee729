import type { Tone } from './findings.ts'
import { type Html, html, nothing } from './html.ts'

/** A part of the page with a heading, that the navigation leads to. */
export const section = (id: string, title: string, lead: string, ...content: readonly Html[]): Html => html`
<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="lead">${lead}</p>
${content}
</section>`

export const cards = (...content: readonly Html[]): Html => html`<div class="cards">${content}</div>`

export const card = (title: string, content: Html, note?: string): Html => html`
<div class="card"><h3>${title}</h3>${content}${note === undefined ? nothing : html`<p class="note">${note}</p>`}</div>`

export const wideCard = (title: string, content: Html, note?: string): Html => html`
<div class="card wide"><h3>${title}</h3>${content}${note === undefined ? nothing : html`<p class="note">${note}</p>`}</div>`

const MARKS: Record<Tone, readonly [mark: string, word: string]> = {
  good: ['✓', 'Good'],
  look: ['●', 'Worth a look'],
  bad: ['▲', 'Look at this'],
}

export const mark = (tone: Tone): Html => {
  const [sign, word] = MARKS[tone]
  return html`<span class="mark ${tone}" role="img" aria-label="${word}">${sign}</span>`
}

export interface Bar {
  name: string
  /** 0 to 1, of the whole width. */
  share: number
  figure: string
  /** A tick to hold it against, 0 to 1. */
  reference?: number
  /** One more, drawn behind, from 0 on. */
  behind?: number
  tone?: 'accent' | 'rejected' | 'failed' | 'quiet'
}

/** Figures one below the other, each with a bar. */
export const bars = (rows: readonly Bar[]): Html => html`
<ul class="bars">${rows.map(
  ({ name, share, figure, reference, behind, tone = 'accent' }) => html`
<li><span class="name">${name}</span>
<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
<rect class="track" width="100" height="8"/>
${behind === undefined ? nothing : html`<rect class="behind" width="${width(behind)}" height="8"/>`}
<rect class="${tone}" width="${width(share)}" height="8"/>
${reference === undefined ? nothing : html`<rect class="tick" x="${Math.min(99, Number(width(reference)))}" width="1" height="8"/>`}
</svg><span class="figure">${figure}</span></li>`,
)}</ul>`

/** Something that is there at all shows. */
const width = (share: number): string => {
  const percent = Math.max(0, Math.min(100, share * 100))
  return (percent > 0 && percent < 0.5 ? 0.5 : percent).toFixed(1).replace(/\.0$/, '')
}

export interface TableColumn {
  title: string
  /** Figures stand to the right. */
  figure?: boolean
}

/** `rows`: the first cell names the row. Scrolls by itself where the page is narrow. */
export const table = (
  label: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly (Html | string)[])[],
): Html => html`
<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
<thead><tr>${columns.map(({ title, figure }) => html`<th scope="col"${figure ? FIGURE : nothing}>${title}</th>`)}</tr></thead>
<tbody>${rows.map(
  (cells) =>
    html`<tr>${cells.map((cell, at) =>
      at === 0 ? html`<th scope="row">${cell}</th>` : html`<td${columns[at]?.figure ? FIGURE : nothing}>${cell}</td>`,
    )}</tr>`,
)}</tbody></table></div>`

const FIGURE = html` class="n"`
