import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Manifest } from '../block.ts'
import type { CostReport } from '../cost-report.ts'
import type { Measures } from '../measures/measures.ts'
import { browserSection } from './browser-section.ts'
import { coverageSection } from './coverage-section.ts'
import { diversitySection } from './diversity-section.ts'
import { glance } from './glance.ts'
import { type Html, html, nothing, raw } from './html.ts'
import type { Packed } from './packed.ts'
import { labelSection, lengthSection, moneySection, outcomeSection } from './sections.ts'

/** Beside this file, and beside the bundle that it is made part of. */
const part = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')

/** The later over the earlier. */
const STYLES = ['style.css', 'browser.css', 'narrow.css']

export interface ReportOptions {
  manifest: Omit<Manifest, 'files'>
  cost: CostReport
  measures: Measures
  samples: Packed
}

/** `report.html`: one file that asks for nothing else. The same run gives the same bytes. */
export function reportPage({ manifest, cost, measures, samples }: ReportOptions): string {
  const parts = [
    ['samples', 'Samples', browserSection(measures, samples)],
    ['money', 'Money', moneySection(cost, measures)],
    ['outcome', 'Came through', outcomeSection(measures)],
    ['diversity', 'Diversity', diversitySection(measures)],
    ['coverage', 'Coverage', coverageSection(measures)],
    ['labels', 'Labels', labelSection(measures)],
    ['lengths', 'Lengths', lengthSection(measures)],
  ] as const
  const there = parts.filter(([, , content]) => content.markup !== '')
  return page({
    title: `${manifest.name}: dataset report`,
    scripts: ['theme.js', 'elements.js', 'samples.js', 'sample.js', 'browser.js'],
    data: html`<script type="text/plain" id="packed">${raw(samples.base64)}</script>`,
    content: html`
${navigation(
  manifest.name,
  there.map(([id, title]) => ({ id, title })),
)}
<main id="top">
${glance(manifest, cost, measures)}
${there.map(([, , content]) => content)}
</main>
<footer><p>Made by fabula of the records of run ${manifest.run}. <code>measures.json</code> has every figure, <code>cost.json</code> every cent,
<code>manifest.json</code> the files. This page asks for nothing from anywhere.</p></footer>`,
  })
}

export const navigation = (name: string, parts: readonly { id: string; title: string }[]): Html => html`
<nav aria-label="Sections"><a class="name" href="#top">${name}</a>
<div class="links">${parts.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</div>
<button type="button" id="theme" aria-label="Switch between light and dark">◐</button></nav>`

export interface PageOptions {
  title: string
  scripts: readonly string[]
  content: Html
  data?: Html
}

/**
 * A page whose policy lets nothing run but its own script and style, by their hashes, and nothing leave. Texts of a model are
 * in it only escaped, or as base64 that its script writes as text.
 */
export function page({ title, scripts, content, data = nothing }: PageOptions): string {
  const script = `\n${scripts.map(part).join('\n')}`
  const style = `\n${STYLES.map(part).join('\n')}`
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${content}
${data}
<script>${raw(script)}</script>
</body>
</html>
`.markup
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
