// One sample, opened: what was drawn, asked, answered, checked and paid.
// biome-ignore lint/correctness/noUnusedVariables: of the parts behind it, with which it becomes one script
const sampleContents = (() => {
  const { el, count, plural, usd, values } = parts

  const SIGNS = { pass: '✓', fail: '✗', unverified: '?' }

  function verdictList(verdicts) {
    if (verdicts.length === 0) return undefined
    return el(
      'ul',
      'verdicts',
      ...verdicts.map(({ stage, check, verdict, required, figure, reason }) =>
        el(
          'li',
          `${verdict}${required ? '' : ' warns'}`,
          el('span', 'sign', SIGNS[verdict]),
          el('strong', '', check),
          el('span', 'which', ` ${stage} · ${verdict === 'fail' && !required ? 'warns' : verdict}`),
          figure === undefined ? undefined : el('code', '', figure),
          reason === undefined ? undefined : el('span', 'why', reason),
        ),
      ),
    )
  }

  const pair = (name, text) => el('div', text.length > 60 ? 'long' : '', el('dt', '', name), el('dd', '', text))

  function pairs(entries) {
    return el('dl', 'pairs', ...entries.map(([name, value]) => pair(name, values(value).join(', ') || '–')))
  }

  function callBlock(call, isLast) {
    const facts = [
      call.outcome === 'answered' ? undefined : call.outcome,
      call.tokens && `${count(call.tokens.input)} in, ${count(call.tokens.output)} out`,
      usd(call.confirmed),
      call.possibly > 0 ? `possibly ${usd(call.possibly)}` : undefined,
      `${(call.milliseconds / 1000).toFixed(1)} s`,
      call.model,
      call.finish && call.finish !== 'stop' ? `ended by ${call.finish}` : undefined,
    ]
    const block = el(
      'details',
      'call',
      el(
        'summary',
        '',
        el('strong', '', call.stage),
        el('span', '', ` try ${call.try}`),
        el('span', 'facts', facts.filter(Boolean).join(' · ')),
      ),
      ...call.messages.map(({ role, content }) => el('div', 'message', el('h5', '', role), el('pre', '', content))),
      call.answer === undefined
        ? undefined
        : el('div', 'message answer', el('h5', '', 'answer'), el('pre', '', call.answer)),
      call.message === undefined
        ? undefined
        : el('div', 'message', el('h5', '', 'the endpoint said'), el('pre', '', call.message)),
      verdictList(call.verdicts),
    )
    block.open = isLast
    return block
  }

  function contents(sample, { at, of, step, back: leave }) {
    const back = el('button', 'back', '← All samples')
    back.type = 'button'
    back.addEventListener('click', leave)
    const steps = el('div', 'steps')
    for (const [word, by] of [
      ['Previous', -1],
      ['Next', 1],
    ]) {
      const button = el('button', '', word)
      button.type = 'button'
      button.disabled = at + by < 0 || at + by >= of
      button.addEventListener('click', () => step(by))
      steps.append(button)
    }
    const total = sample.calls.length
    const nodes = [
      el('div', 'bar-top', back, steps),
      el('h3', '', `Sample ${sample.i} `, el('span', `state ${sample.state}`, sample.state)),
      el(
        'p',
        'facts',
        [
          `${usd(sample.confirmed)}${sample.possibly > 0 ? `, possibly ${usd(sample.possibly)} more` : ''}`,
          plural(total, 'call'),
          sample.attempts > 1 ? plural(sample.attempts, 'attempt') : undefined,
          sample.splits.size > 0 ? [...sample.splits].join(', ') : undefined,
        ]
          .filter(Boolean)
          .join(' · '),
      ),
      sample.reason === undefined ? undefined : el('p', 'reason', sample.reason),
      ...sample.rows.map((row, place) =>
        el(
          'div',
          'row',
          el('h4', '', sample.rows.length > 1 ? `Row ${place + 1} of ${sample.rows.length}` : 'Text'),
          el('pre', 'text', row.text),
          Object.keys(row.labels).length > 0 ? pairs(Object.entries(row.labels)) : undefined,
        ),
      ),
      Object.keys(sample.draw).length > 0 ? el('h4', '', 'Drawn') : undefined,
      Object.keys(sample.draw).length > 0 ? pairs(Object.entries(sample.draw)) : undefined,
      sample.verdicts.length > 0 ? el('h4', '', 'Checks') : undefined,
      verdictList(sample.verdicts),
      total > 0 ? el('h4', '', 'Asked and answered') : undefined,
      ...sample.calls.map((call, place) => callBlock(call, place === total - 1)),
    ]
    return nodes.filter((node) => node !== undefined)
  }

  return contents
})()
