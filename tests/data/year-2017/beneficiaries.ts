import { maskName, type PersonalDataCipher } from '../../../src/shared/personal-data';
import { accountOf, createPeople } from '../personal';
import { createDocumentIds, createRandom } from '../random';
import type { FundBeneficiary } from '../records';
import type { FundPlan } from './funds';

/** 12345 fen → 123.45; as `fromFen`, but for numbers and 133,209 times. */
const yuan = (fen: number): string => {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** Every receiver of every fund, made while they are read: members of a household follow its head. */
export const beneficiariesOf = function* (
  plans: readonly FundPlan[],
  cipher: PersonalDataCipher,
): Generator<FundBeneficiary> {
  const random = createRandom('2017/beneficiaries');
  const people = createPeople(random);
  const documentId = createDocumentIds('2017/beneficiaries');
  let serial = 0;
  for (const { fund, text, communities, amounts, heads } of plans) {
    const isFamily = text.category === 'minimum-living';
    const createdAt = fund.createdAt;
    for (const { allocationCode, street, community, first, count } of communities) {
      let surname: string | undefined;
      let account = '';
      for (let row = first; row < first + count; row += 1) {
        const isHead = !isFamily || heads[row] === 1;
        const ages: readonly [number, number] = isFamily && isHead ? [24, text.ages[1]] : text.ages;
        // Children bear the head's surname, spouses mostly their own.
        const person = people.person(
          ages,
          !isHead && surname && random.chance(0.6) ? { surname } : {},
        );
        if (isHead) {
          surname = person.name.slice(
            0,
            person.name.length - (person.name.length > 3 ? 2 : person.name.length - 1),
          );
          serial += 1;
          account = cipher.encrypt(accountOf(serial));
        }
        yield {
          documentId: documentId(),
          createdAt,
          fundCode: fund.code,
          allocationCode,
          publicName: maskName(person.name),
          street,
          community,
          amount: yuan(amounts[row] as number),
          period: text.period,
          persons: 1,
          households: heads[row] as number,
          name: person.name,
          idNumber: cipher.encrypt(person.idNumber),
          idHash: cipher.hash(person.idNumber),
          account,
        };
      }
    }
  }
};
