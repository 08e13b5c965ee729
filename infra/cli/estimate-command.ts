import { type EstimateOptions, staticEstimate } from './estimate-guess.ts'
import { estimateByPilot } from './estimate-pilot.ts'
import { staticAsJson, staticText } from './estimate-text.ts'
import { EXIT, InputError } from './exit.ts'
import { recipeFrom } from './recipe-argument.ts'

/** `fabula estimate`. Returns the exit code; throws `InputError`. Without --pilot, nothing is asked of any model. */
export async function estimate(argument: string, options: EstimateOptions): Promise<number> {
  const recipe = recipeFrom(argument)
  if (options.pilot !== undefined) {
    return estimateByPilot(argument, recipe, { ...options, pilot: options.pilot })
  }
  if (options.api !== undefined && options.api !== process.env['FABULA_API'])
    throw new InputError('--api: only a pilot is made in AWS; give --pilot as well, or leave it out')
  const told = staticEstimate(recipe, options)
  console.log(options.json ? JSON.stringify(staticAsJson(told)) : staticText(told))
  return EXIT.complete
}
