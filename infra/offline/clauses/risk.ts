import type { ClauseKind } from './clause-kind.ts'

/** Clauses about secrets, data and who bears a loss. */
export const RISK: Record<string, ClauseKind> = {
  confidentiality: {
    sentences: [
      'The {O} must keep secret everything that it learns of the business of the {F} in {K} and may use it only to perform this agreement, during its term and for {T} after it ends.',
      'The {O} may show secret papers of the {F} only to those of its staff and advisers who need them for the work and who have promised in writing to keep them secret.',
      'The duty of secrecy does not cover what the public already knew, what the {O} knew before, or what a court or authority orders the {O} to disclose.',
      'The {O} must return or destroy all secret papers and copies within {T} after the {F} asks for them, and must confirm in writing that it has done so.',
      'The {O} must tell the {F} at once if a secret of the {F} has come into the wrong hands and must do what it can to limit the harm.',
    ],
    lead: 'The {O} must, during the term of this agreement and for {T} after it ends,',
    items: [
      'keep secret all that it learns of the prices, plans and methods of the {F} in {K}',
      'use what it learns only to perform this agreement and for nothing else',
      'return every paper and copy as soon as the {F} asks for it in writing',
      'bind its staff and advisers to the same duty of secrecy',
    ],
  },
  'data protection': {
    sentences: [
      'The {O} may process personal data of customers and staff of the {F} only on written instructions of the {F} and only for the purposes of {K} that this agreement names.',
      'The {O} must tell the {F} of any breach that touches personal data without delay, and in no case later than two days after it has learned of it.',
      'The {O} may use another processor of personal data only with the written consent of the {F} and must bind that processor to the same duties.',
      'The {O} must delete all personal data within {T} after this agreement ends, unless a law requires it to keep them longer, and must prove the deletion on request.',
      'The {O} must help the {F} to answer the requests of people who wish to see, correct or erase the personal data that are held about them.',
    ],
    lead: 'With regard to personal data that it processes for the {F}, the {O} must',
    items: [
      'act only on the written instructions of the {F}',
      'protect the data by encryption and by limiting who may see them',
      'tell the {F} of any breach of the data within two days',
      'delete the data within {T} after this agreement ends',
    ],
  },
  'limitation of liability': {
    sentences: [
      'The {F} is liable for any loss under this agreement only up to the fees that the {O} paid in the twelve months before the event, whatever the ground of the claim.',
      'The {F} is in no case liable for lost profit, lost savings or any other indirect loss, even if it was told that such a loss might arise in {K}.',
      'The limits of liability do not apply to injury to life or health, to fraud, or to a loss that the {F} caused on purpose or by gross negligence.',
      'The {O} loses every claim for damages under this agreement that it has not made in writing within {T} after it learned of the loss.',
      'The liability of the {F} for lost data is limited to what it costs to restore them from the latest copy that the {O} should have made.',
    ],
    lead: 'The total liability of the {F} under this agreement',
    items: [
      'is limited to the fees paid in the twelve months before the event',
      'does not extend to lost profit or any other indirect loss',
      'ends for every claim that is not made in writing within {T}',
      'remains without limit for fraud and for injury to life or health',
    ],
  },
  indemnification: {
    sentences: [
      'The {O} must bear all costs, damages and lawyers’ fees that the {F} incurs because a third party claims that the work of the {O} in {K} infringes its rights.',
      'The {F} must tell the {O} of every claim of a third party within {T} and must leave the defence to the {O}, which bears the costs of it.',
      'The {O} may settle a claim of a third party only with the written consent of the {F}, if the settlement binds the {F} to anything but the payment of money by the {O}.',
      'The {O} must make the {F} whole for every sum that a court or authority orders the {F} to pay because of injuries that the staff of the {O} caused to others.',
      'The {F} must give the {O}, at the expense of the {O}, the papers and the help that are needed to defend a claim of a third party.',
    ],
    lead: 'The {O} must defend the {F} and make it whole against every claim of a third party that',
    items: [
      'rests on an infringement of rights by the work of the {O}',
      'rests on an injury caused by the staff of the {O} in the course of {K}',
      'rests on a breach of law by the {O} or its agents',
      'is made within {T} after the end of this agreement on any of these grounds',
    ],
  },
  warranty: {
    sentences: [
      'The {O} warrants that all goods and services for {K} are free from defects in material and workmanship for {T} after delivery and fit for the use that was agreed.',
      'If goods are defective, the {O} must repair or replace them at its own cost, and only if that fails twice may the {F} reduce the price or withdraw.',
      'The {O} warrants that it holds good title to everything that it delivers under this agreement and that nobody else has a lien or charge on it.',
      'The warranty does not cover defects that come from misuse, ordinary wear, or changes that the {F} made without the consent of the {O}.',
      'The {F} must tell the {O} of a visible defect within {T} after delivery, and of a hidden one as soon as it is found.',
    ],
    lead: 'The {O} warrants that what it delivers under this agreement',
    items: [
      'is free from defects in material and workmanship for {T} after delivery',
      'is fit for the use in {K} that the parties agreed on',
      'belongs to the {O} alone and is free from liens and charges',
      'will be repaired or replaced at no cost if it proves defective',
    ],
  },
  'intellectual property': {
    sentences: [
      'The {F} owns all rights in everything that the {O} makes for it under this agreement from the moment it is made, including drafts, drawings and source code.',
      'The {O} keeps its rights in works that existed before this agreement and grants the {F} a licence without limit in time to use them in {K}.',
      'The {O} must sign every paper that is needed to enter the rights of the {F} in a register and may not charge for it.',
      'Improvements that the {O} makes to works of the {F} belong to the {F}, and the {O} must hand them over within {T} after they are finished.',
      'The authors of the works waive, as far as the law allows it, their moral rights against the {F} and those to whom it licenses the works.',
    ],
    lead: 'All rights in works that are made under this agreement',
    items: [
      'belong to the {F} from the moment the works are made',
      'include the right to change, copy and license the works in {K} and elsewhere',
      'do not include works of the {O} that existed before, for which the {F} has a licence',
      'must be confirmed in writing by the {O} within {T} after a request',
    ],
  },
}
