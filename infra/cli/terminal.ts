/** What a person is told, on stderr: stdout is for results. */
export interface Terminal {
  readonly isLive: boolean
  /** Characters in a line. */
  readonly width: number
  say(text?: string): void
  /** Redraws the one line that lives at the bottom. Only where `isLive`. */
  status(line: string): void
  /** Asks for a yes. */
  confirm(question: string): Promise<boolean>
}

const CLEAR = '\r\u001b[2K'

export function terminalOf(output: NodeJS.WriteStream, input: NodeJS.ReadStream): Terminal {
  const isLive = output.isTTY === true
  let status = ''
  const draw = () => void output.write(CLEAR + status)
  return {
    isLive,
    get width() {
      return Math.min(output.columns ?? 100, 100)
    },
    say: (text = '') => {
      if (status !== '') output.write(CLEAR)
      output.write(`${text}\n`)
      if (status !== '') draw()
    },
    status: (line) => {
      if (line === '' && status === '') return
      // A line that wraps cannot be redrawn.
      status = line.slice(0, (output.columns ?? 100) - 1)
      draw()
    },
    confirm: async (question) => {
      const { createInterface } = await import('node:readline/promises')
      const asking = createInterface({ input, output })
      // Ctrl-C and the end of the input are a no.
      const closed = new Promise<string>((resolve) => asking.once('close', () => resolve('')))
      asking.once('SIGINT', () => asking.close())
      const answer = await Promise.race([asking.question(`${question} [y/N] `), closed])
      asking.close()
      return /^y(es)?$/i.test(answer.trim())
    },
  }
}
