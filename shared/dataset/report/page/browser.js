// The sample browser. Whatever a model wrote becomes text of a node and never markup.
{
  const PAGE = 60
  const { by, el, count, plural, usd, cost, firstText } = parts
  const list = by('list')
  const detail = by('detail')
  const ui = Object.fromEntries(
    ['query', 'state', 'check', 'split', 'cost', 'sort', 'facet', 'value'].map((id) => [id, by(id)]),
  )
  let samples = []
  let found = []
  let shown = 0
  let current = -1
  let chips = []

  const tally = (keys) => {
    const counts = new Map()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
  const option = (value, text) => {
    const node = el('option', '', text)
    node.value = value
    return node
  }

  function fillFilters() {
    const states = tally(samples.map((sample) => sample.state))
    ui.state.append(option('', 'any'))
    for (const [state, n] of states) ui.state.append(option(state, `${state} (${count(n)})`))
    const checks = tally(samples.flatMap((sample) => [...sample.checks]))
    ui.check.append(option('', 'any'))
    for (const [key, n] of [...checks].sort((a, b) => b[1] - a[1])) {
      const [verdict, ...rest] = key.split(' ')
      const word = verdict === 'fail' ? 'missed' : 'no rule can tell'
      ui.check.append(option(key, `${rest.join(' ')}, ${word} (${count(n)})`))
    }
    const splits = tally(samples.flatMap((sample) => [...sample.splits]))
    by('split-field').hidden = splits.size === 0
    ui.split.append(option('', 'any'))
    for (const [split, n] of splits) ui.split.append(option(split, `${split} (${count(n)})`))
    for (const [value, text] of [
      ['', 'any'],
      ['dear', 'dearest tenth'],
      ['cheap', 'cheapest tenth'],
      ['unsure', 'possibly spent'],
    ])
      ui.cost.append(option(value, text))
    for (const [value, text] of [
      ['number', 'by number'],
      ['dearest', 'dearest first'],
      ['longest', 'longest first'],
      ['shortest', 'shortest first'],
      ['tries', 'most calls first'],
    ])
      ui.sort.append(option(value, text))
    const facets = [...new Set(samples.flatMap((sample) => [...sample.facets.keys()]))]
    ui.facet.append(option('', 'choose…'))
    for (const facet of facets) {
      const different = new Set(samples.flatMap((sample) => sample.facets.get(facet) ?? [])).size
      if (different > 1 && different <= 2000) ui.facet.append(option(facet, facet.replace(' ', ': ')))
    }
    if (ui.facet.options.length === 1) by('filters').querySelector('.facet').hidden = true
  }

  function fillValues() {
    const facet = ui.facet.value
    ui.value.replaceChildren(option('', facet ? 'choose…' : ''))
    ui.value.disabled = facet === ''
    const counts = tally(samples.flatMap((sample) => [...new Set(sample.facets.get(facet) ?? [])]))
    for (const [value, n] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
      ui.value.append(option(value, `${value.length > 60 ? `${value.slice(0, 59)}…` : value} (${count(n)})`))
    }
  }

  function showChips() {
    by('chips').replaceChildren(
      ...chips.map((chip) => {
        const button = el('button', 'chip', `${chip.facet.replace(' ', ': ')} = ${chip.value}`, el('span', '', ' ×'))
        button.type = 'button'
        button.setAttribute('aria-label', `Remove filter ${chip.facet.replace(' ', ': ')} = ${chip.value}`)
        button.addEventListener('click', () => {
          chips = chips.filter((other) => other !== chip)
          showChips()
          filter()
          list.focus()
        })
        return button
      }),
    )
  }

  function limits() {
    const sorted = samples.map(cost).sort((a, b) => a - b)
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
    return { dear: at(0.9), cheap: at(0.1) }
  }

  const SORTS = {
    number: (a, b) => a.i - b.i,
    dearest: (a, b) => cost(b) - cost(a) || a.i - b.i,
    longest: (a, b) => firstText(b).length - firstText(a).length || a.i - b.i,
    shortest: (a, b) => firstText(a).length - firstText(b).length || a.i - b.i,
    tries: (a, b) => b.calls.length - a.calls.length || a.i - b.i,
  }

  function filter() {
    const words = ui.query.value.normalize('NFKC').toLowerCase().trim()
    const { dear, cheap } = limits()
    found = samples
      .filter(
        (sample) =>
          (words === '' || sample.searched.includes(words)) &&
          (ui.state.value === '' || sample.state === ui.state.value) &&
          (ui.check.value === '' || sample.checks.has(ui.check.value)) &&
          (ui.split.value === '' || sample.splits.has(ui.split.value)) &&
          (ui.cost.value !== 'dear' || cost(sample) >= dear) &&
          (ui.cost.value !== 'cheap' || cost(sample) <= cheap) &&
          (ui.cost.value !== 'unsure' || sample.possibly > 0) &&
          chips.every(({ facet, value }) => (sample.facets.get(facet) ?? []).includes(value)),
      )
      .sort(SORTS[ui.sort.value])
    list.replaceChildren()
    list.removeAttribute('aria-activedescendant')
    shown = 0
    current = -1
    showMore()
    by('status').textContent =
      `${plural(found.length, 'sample')}${found.length === samples.length ? '' : ` of ${count(samples.length)}`}`
    by('empty').hidden = found.length > 0
    list.hidden = found.length === 0
  }

  function showMore() {
    for (const sample of found.slice(shown, shown + PAGE)) list.append(item(sample, list.children.length))
    shown = Math.min(found.length, shown + PAGE)
    by('more').hidden = shown >= found.length
  }

  function item(sample, at) {
    const text = sample.state === 'accepted' ? firstText(sample) : sample.reason
    const extra = sample.rows.length > 1 ? ` · ${plural(sample.rows.length, 'row')}` : ''
    const node = el(
      'li',
      '',
      el('span', 'number', `#${sample.i}`),
      el('span', `state ${sample.state}`, sample.state),
      el('span', 'price', `${usd(cost(sample))}${extra}`),
      el('span', 'preview', (text || '(no text)').slice(0, 180)),
    )
    node.id = `sample-${at}`
    node.setAttribute('role', 'option')
    node.setAttribute('aria-selected', 'false')
    node.addEventListener('click', () => {
      select(at)
      open()
    })
    return node
  }

  function select(at) {
    if (found.length === 0) return
    const next = Math.max(0, Math.min(found.length - 1, at))
    while (next >= shown) showMore()
    list.querySelector('[aria-selected="true"]')?.setAttribute('aria-selected', 'false')
    current = next
    const node = list.children[current]
    node.setAttribute('aria-selected', 'true')
    list.setAttribute('aria-activedescendant', node.id)
    reveal(node)
    show(found[current])
  }

  /** Within the list alone: the page stays where it is. */
  function reveal(node) {
    const frame = list.parentElement
    const [above, below] = [node.offsetTop, node.offsetTop + node.offsetHeight - frame.clientHeight]
    if (frame.scrollTop > above) frame.scrollTop = above
    else if (frame.scrollTop < below) frame.scrollTop = below
  }

  /** On a narrow screen the sample covers the list. */
  function open() {
    detail.classList.add('open')
    document.documentElement.classList.add('covered')
    detail.focus({ preventScroll: true })
  }
  function close() {
    detail.classList.remove('open')
    document.documentElement.classList.remove('covered')
    list.focus({ preventScroll: true })
  }

  function show(sample) {
    const step = (by) => {
      select(current + by)
      detail.focus({ preventScroll: true })
    }
    detail.replaceChildren(...sampleContents(sample, { at: current, of: found.length, step, back: close }))
    detail.scrollTop = 0
  }

  const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 }

  list.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const move = MOVES[event.key]
    if (move !== undefined) select(current < 0 && move > 0 && move < 1e9 ? 0 : current + move)
    else if (event.key === 'Enter' && current >= 0) open()
    else return
    event.preventDefault()
  })
  detail.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('summary')) return
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      select(current + (event.key === 'ArrowRight' ? 1 : -1))
      detail.focus({ preventScroll: true })
      event.preventDefault()
    }
  })
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const isTyping = event.target.closest('input, select, textarea') !== null
    if (event.key === '/' && !isTyping) {
      ui.query.focus()
      event.preventDefault()
    } else if (event.key === 'Escape') {
      if (detail.contains(document.activeElement)) close()
      else if (event.target === ui.query && ui.query.value === '') list.focus()
    } else if (event.target === ui.query && event.key === 'ArrowDown') {
      list.focus()
      select(0)
      event.preventDefault()
    }
  })

  function clear() {
    for (const field of Object.values(ui)) field.value = field === ui.sort ? 'number' : ''
    chips = []
    fillValues()
    showChips()
    filter()
    ui.query.focus()
  }

  async function begin() {
    samples = await readSamples()
    fillFilters()
    fillValues()
    let waiting
    ui.query.addEventListener('input', () => {
      clearTimeout(waiting)
      waiting = setTimeout(filter, 80)
    })
    for (const id of ['state', 'check', 'split', 'cost', 'sort']) ui[id].addEventListener('change', filter)
    ui.facet.addEventListener('change', fillValues)
    ui.value.addEventListener('change', () => {
      const chip = { facet: ui.facet.value, value: ui.value.value }
      if (chip.value === '') return
      if (!chips.some(({ facet, value }) => facet === chip.facet && value === chip.value)) chips = [...chips, chip]
      ui.value.value = ''
      showChips()
      filter()
    })
    by('filters').addEventListener('submit', (event) => event.preventDefault())
    by('more').addEventListener('click', showMore)
    by('clear').addEventListener('click', clear)
    by('browser').hidden = false
    filter()
    if (matchMedia('(min-width: 900px)').matches && found.length > 0) select(0)
    document.documentElement.dataset.ready = 'yes'
  }

  begin().catch((error) => {
    by('browser').replaceWith(el('p', 'banner', `The samples cannot be shown: ${error.message}`))
  })
}
