import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { terminalOf } from '../../infra/cli/terminal.ts'

const aTerminal = ({ isTTY = true, columns = 40 } = {}) => {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns })
  const terminal = terminalOf(output as unknown as NodeJS.WriteStream, input as unknown as NodeJS.ReadStream)
  return { terminal, input, written: () => String(output.read() ?? '') }
}

describe('the terminal', () => {
  it('redraws one line at the bottom, and writes what is said above it', () => {
    const { terminal, written } = aTerminal()

    terminal.status('1 of 10')
    terminal.say('a note')
    terminal.status('2 of 10')

    const clear = '\r\u001b[2K'
    expect(written()).toBe(`${clear}1 of 10${clear}a note\n${clear}1 of 10${clear}2 of 10`)
  })

  it('cuts a line that would wrap', () => {
    const { terminal, written } = aTerminal({ columns: 10 })

    terminal.status('a line that is too long')

    expect(written()).toBe('\r\u001b[2Ka line th')
  })

  it('is not live where it is a file', () => {
    expect(aTerminal({ isTTY: false }).terminal.isLive).toBe(false)
  })

  it.each([
    ['y\n', true],
    ['Yes\n', true],
    ['\n', false],
    ['n\n', false],
    ['yesterday\n', false],
  ])('takes %j for %s', async (typed, yes) => {
    const { terminal, input } = aTerminal({ isTTY: false })
    const confirmed = terminal.confirm('Go on?')

    input.write(typed)

    expect(await confirmed).toBe(yes)
  })

  it('takes the end of the input for a no', async () => {
    const { terminal, input } = aTerminal({ isTTY: false })
    const confirmed = terminal.confirm('Go on?')

    input.end()

    expect(await confirmed).toBe(false)
  })
})
