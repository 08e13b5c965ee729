/** What a noun stands for, as far as it matters to what can happen with it. */
export type NounKind =
  | 'animal'
  | 'thing'
  | 'food'
  | 'mass'
  | 'plant'
  | 'place'
  | 'sky'
  | 'person'
  | 'body'
  | 'idea'
  | 'big'

export interface Noun {
  word: string
  kind: NounKind
  /** Before the word where it is counted; '' where the word has it already, or needs none. */
  classifier: string
}

/** By kind; each line has a classifier and, after a colon, the nouns that take it. */
const TABLE: Record<NounKind, string> = {
  animal: `
    con: mèo, chó, gà, vịt, lợn, bò, trâu, ngựa, dê, thỏ, chuột, khỉ, voi, hổ, sư tử, gấu, cáo, sóc, nai, hươu cao cổ, rùa, ếch, cá, cua, tôm, ốc sên, chim, chim sẻ, bồ câu, cú mèo, vẹt, công, ngỗng, bướm, ong, kiến, chuồn chuồn, dế, châu chấu, nhím, cá heo, chim cánh cụt, bọ rùa, đom đóm
    chú: cún, mèo con, gà con`,
  thing: `
    : quả bóng, con diều, con quay, viên bi, viên sỏi, bức tranh, lá thư, quyển sách, quyển vở, khối gỗ, món quà, tổ chim
    con: búp bê, gấu bông
    chú: rô bốt
    chiếc: đèn lồng, đèn ông sao, đèn pin, đồng hồ, gương, lược, cặp sách, bút chì, bút màu, thước kẻ, kéo, chuông, trống, còi, khăn, mũ, nón, áo, áo mưa, váy, quần, ô, chăn, gối, xẻng, nơ, vòng, vỏ sò, lông chim, chong chóng, mặt nạ, kính, thuyền giấy, ví, ba lô
    cái: cốc, bát, đĩa, thìa, nồi, giỏ, rổ, hộp, túi, xô, bình tưới
    đôi: đũa, giày, dép, tất, găng tay
    tấm: bản đồ, ảnh
    cây: sáo, đàn, chổi
    sợi: dây
    quả: bong bóng`,
  food: `
    quả: táo, chuối, cam, xoài, ổi, dưa hấu, đu đủ, bưởi, dừa, dâu tây, quýt, lê, mận, khế, bí ngô, cà chua, trứng
    chùm: nho
    củ: cà rốt, khoai lang
    bắp: ngô
    ổ: bánh mì
    chiếc: bánh chưng, bánh trung thu, bánh rán, bánh kem
    viên: kẹo
    que: kem
    gói: xôi`,
  mass: `
    : nước, sữa, cơm, cháo, canh, phở, mật ong, đường, muối, gạo, cát, nước cam, chè, bột`,
  plant: `
    bông: hoa, hoa hồng, hoa sen, hoa hướng dương, hoa cúc
    cành: hoa đào, hoa mai
    chiếc: lá
    : cây tre, cây dừa, cây ổi, mầm cây, hạt giống, cây xoài`,
  place: `
    ngôi: nhà, trường học, làng, lâu đài, chùa
    khu: vườn, rừng, chợ
    con: sông, suối, đường, ngõ
    ngọn: núi, đồi
    hòn: đảo
    cái: hang, giếng, ao, hồ, chuồng gà, gác xép, sân
    : công viên, cửa hàng, thư viện, lớp học, cánh đồng, bãi biển, bãi cỏ, sở thú, rạp xiếc, nhà ga, vườn hoa, hiệu sách, ban công, nhà bếp`,
  sky: `
    : mặt trời, mặt trăng, ngôi sao, cầu vồng, bầu trời, nắng, sương, tuyết
    đám: mây
    cơn: mưa, gió`,
  person: `
    : mẹ, bố, ông, bà, anh trai, chị gái, em bé, em gái, em trai, cô giáo, thầy giáo, bác sĩ, bác nông dân, cô bán hoa, bác hàng xóm, bạn thân, chú hề, bà tiên, bác lái xe, chú thợ mộc, công chúa, hoàng tử, nhà vua`,
  body: `
    : tay, chân, mũi, má, tóc, tai, ngón tay, đầu gối, vai, trán, bàn tay, bàn chân, đầu, lưng`,
  idea: `
    : giấc mơ, bài hát, câu chuyện, trò chơi, bí mật, điều ước, ý tưởng, câu đố, điệu múa, bài thơ, lời hứa`,
  big: `
    chiếc: xe đạp, ô tô, máy bay, xe lửa, xe buýt, xe tải, thuyền, tàu, giường, xích đu
    cái: bàn, ghế, tủ, cầu trượt, thang`,
}

const NOUNS: ReadonlyMap<string, Noun> = new Map(
  (Object.keys(TABLE) as NounKind[]).flatMap((kind) =>
    TABLE[kind]
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [classifier = '', words = ''] = line.split(':').map((part) => part.trim())
        return words.split(', ').map((word): [string, Noun] => [word, { word, kind, classifier }])
      }),
  ),
)

/** Every noun with something known of it. */
export const KNOWN_NOUNS: readonly string[] = [...NOUNS.keys()]

/** One that is not known is taken for a thing that can be carried, which is counted with "chiếc" at worst. */
export const nounOf = (word: string): Noun => NOUNS.get(word.toLowerCase()) ?? { word, kind: 'thing', classifier: '' }

/** `quả bóng`, `con mèo`, `nước`. */
export const named = ({ classifier, word }: Noun): string => (classifier === '' ? word : `${classifier} ${word}`)
