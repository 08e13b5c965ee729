/** Where in a recipe: the keys and list positions on the way there. */
export type Path = readonly (string | number)[]

export interface Problem {
  /** For people, for example `stages.story.checks[1].contains`. Empty where it concerns the whole recipe. */
  path: string
  message: string
  /** From 1, where the text of the recipe is at hand. */
  line?: number
  column?: number
}

/** A recipe that cannot be made from. Says everything that is wrong with it at once. Never worth trying again. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError'
  readonly retryable = false
  readonly problems: readonly Problem[]

  /** `file`: what people call the recipe, told before each line. */
  constructor(problems: readonly Problem[], file?: string) {
    super(problems.map((problem) => told(problem, file)).join('\n'))
    this.problems = problems
  }
}

/** A template that could not be rendered over the values of one sample. Trying again gives the same. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  readonly retryable = false
  /** The name or field that was asked for and has no value, for example `feature.phrase`. */
  readonly missing?: string

  constructor(message: string, options: ErrorOptions & { missing?: string } = {}) {
    super(message, options)
    if (options.missing !== undefined) this.missing = options.missing
  }
}

/** A file that a recipe names and may not or cannot be read. The message is for people. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly retryable = false
}

export function pathText(path: Path): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '')
}

function told({ path, message, line, column }: Problem, file: string | undefined): string {
  const place =
    file !== undefined
      ? [file, line, column].filter((part) => part !== undefined).join(':')
      : line !== undefined && `line ${line}${column === undefined ? '' : `, column ${column}`}`
  return [place, path, message].filter(Boolean).join(': ')
}
