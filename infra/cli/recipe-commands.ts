import { type Command, Option } from 'commander'
import { baseUrl, fewRows, price, rows, temperature, text } from './argument.ts'
import type { CheckOptions } from './check-command.ts'
import type { NewOptions } from './new-command.ts'
import type { PreviewOptions } from './preview-command.ts'

export const RECIPE = 'name of a built-in recipe, or path of a file (.yaml, .yml, .json)'

const modelOption = () => new Option('--model <name>', "in place of the recipe's").argParser(text)
const temperatureOption = () =>
  new Option('--temperature <number>', "0 to 2, in place of the recipe's").argParser(temperature)
const priceOption = () =>
  new Option('--price <in/out>', 'dollars a million tokens of the model, such as 0.10/0.50').argParser(price)

/** The commands with which recipes are written and looked at. What they do is loaded when one of them is called. */
export function addRecipeCommands(program: Command): void {
  program
    .command('recipes')
    .description('list the built-in recipes')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const { listRecipes } = await import('./recipes-command.ts')
      listRecipes(options)
    })

  program
    .command('new')
    .description('write a recipe to begin from, with a comment at every line')
    .argument('<name>', 'small letters, digits and hyphens')
    .option('--out <file>', 'NAME.yaml unless given; a file that is there stays as it is')
    .action(async (name: string, options: NewOptions) => {
      const { newRecipe } = await import('./new-command.ts')
      process.exitCode = await newRecipe(name, options)
    })

  program
    .command('check')
    .description('say whether a recipe is sound, and what it would ask and cost; nothing is asked')
    .argument('<recipe>', RECIPE)
    .addOption(new Option('-n, --count <rows>', 'rows that it is counted for').argParser(rows).default(100))
    .addOption(modelOption())
    .addOption(temperatureOption())
    .addOption(priceOption())
    .option('--json', 'one JSON object on stdout')
    .action(async (recipe: string, options: CheckOptions) => {
      const { check } = await import('./check-command.ts')
      process.exitCode = check(recipe, options)
    })

  program
    .command('preview')
    .description('show what the first samples would be asked, word for word; with --make, make them')
    .argument('<recipe>', RECIPE)
    .addOption(new Option('-n, --count <samples>', 'samples shown').argParser(fewRows).default(5))
    .addOption(new Option('--seed <text>', 'as run has it').argParser(text).default('preview'))
    .option('--make', 'make them, and show every answer with its verdicts, tokens and cost')
    .addOption(modelOption())
    .addOption(new Option('--base-url <url>', 'of an OpenAI-compatible endpoint, for --make').argParser(baseUrl))
    .addOption(new Option('--offline', 'make with the built-in grammar, whatever key is set').conflicts('baseUrl'))
    .addOption(temperatureOption())
    .addOption(priceOption())
    .option('--json', 'one JSON object on stdout, everything else on stderr')
    .option('-y, --yes', 'do not ask before spending')
    .action(async (recipe: string, options: PreviewOptions) => {
      const { preview } = await import('./preview-command.ts')
      process.exitCode = await preview(recipe, options)
    })

  program
    .command('schema')
    .description('print the JSON Schema of recipes, by which editors complete them')
    .action(async () => {
      const { schemaText } = await import('../docs/pages.ts')
      process.stdout.write(schemaText())
    })
}
