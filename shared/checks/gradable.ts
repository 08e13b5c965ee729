/**
 * Common adjectives that take -er and -est and that the exception tables of WordNet leave out because their comparison
 * is regular. A list, since by rule "teacher" would be a form of "teach" and "flower" one of "flow".
 */
export const GRADABLE: ReadonlySet<string> = new Set(
  `able ample bald bare black bland bleak blind blond blunt bold brave brief bright brisk broad brown calm cheap clean
  clear clever close coarse cold cool coarse crisp cruel cute damp dark dear deep dense dull dumb faint fair fast few
  fierce fine firm fond frail free fresh full gentle grand gray great green grey gross handsome hard harsh high hoarse
  huge humble keen kind lame large late lean light little long loose loud low mean meek mellow mild moist narrow near
  neat new nice nimble noble numb odd old pale pink plain plump poor polite proud pure quick quiet rare rash rich ripe
  rough round rude safe sane scarce shallow sharp short shrewd shy sick simple sincere sleek slick slight slow small
  smart smooth soft sore sour spare sparse stale steep stern stiff stout straight strange strict subtle sweet swift
  tall tame tart tender tense thick tight tiny tough true vague vast warm weak weird white whole wide wild wise young
  yellow`.split(/\s+/),
)
