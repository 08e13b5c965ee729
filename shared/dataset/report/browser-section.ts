import type { Measures } from '../measures/measures.ts'
import { type Html, html } from './html.ts'
import type { Packed } from './packed.ts'
import { section } from './parts.ts'
import { count, plural } from './wording.ts'

/** The frame of the sample browser; the page's script fills it. */
export function browserSection({ samples }: Measures, { shown }: Pick<Packed, 'shown'>): Html {
  const which =
    shown < samples.all
      ? `A sample of ${count(shown)} of ${count(samples.all)}, chosen by hash; of what was rejected or failed a larger share.`
      : `All ${plural(samples.all, 'sample')}.`
  return section(
    'samples',
    'Samples',
    `${which} Open one to see what was drawn, asked, answered and checked.`,
    html`
<noscript><p class="banner">The samples need a script, which this browser does not run.</p></noscript>
<div id="browser" hidden>
<form id="filters" role="search" aria-label="Filter samples">
<label class="search"><span>Search</span><input type="search" id="query" placeholder="in texts, prompts and answers" autocomplete="off" spellcheck="false"></label>
<label><span>State</span><select id="state"></select></label>
<label><span>Check</span><select id="check"></select></label>
<label id="split-field"><span>Split</span><select id="split"></select></label>
<label><span>Cost</span><select id="cost"></select></label>
<label><span>Sort</span><select id="sort"></select></label>
<div class="facet"><label><span>Label or entity</span><select id="facet"></select></label>
<label><span>is</span><select id="value" disabled></select></label></div>
</form>
<div id="chips" aria-label="Active filters"></div>
<p id="status" role="status"></p>
<div class="panes">
<div class="list"><ul id="list" role="listbox" aria-label="Samples" tabindex="0"></ul>
<div id="empty" hidden>No sample matches. <button type="button" id="clear">Clear all filters</button></div>
<button type="button" id="more" hidden>Show more</button></div>
<article id="detail" aria-label="Sample" tabindex="-1"><p class="hint">Choose a sample. <kbd>/</kbd> search, <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Enter</kbd> open, <kbd>Esc</kbd> back.</p></article>
</div>
</div>`,
  )
}
