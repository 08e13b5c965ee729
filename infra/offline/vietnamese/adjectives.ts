/** Colors stand after "màu". */
const COLORS = 'đỏ, xanh, vàng, trắng, đen, hồng, tím, nâu, cam, xám'.split(', ')

/** Fit for whatever can be held or seen. */
const COMMON =
  'đẹp, nhỏ, to, lớn, mới, cũ, lạ, đáng yêu, xinh xắn, đặc biệt, bé xíu, tuyệt vời, nhỏ nhắn, lấp lánh, xinh đẹp, dễ thương, rực rỡ'.split(
    ', ',
  )

/** How a child feels. */
const FEELINGS =
  'vui, buồn, vui vẻ, hạnh phúc, sung sướng, lo lắng, sợ hãi, tức giận, mệt, đói, khát, no, buồn ngủ, tự hào, xấu hổ, hồi hộp, bình tĩnh, cô đơn, thích thú, háo hức, ngượng, tò mò, bối rối, yên tâm'.split(
    ', ',
  )

/** What a child is like. */
const CHARACTERS =
  'ngoan, tốt bụng, dũng cảm, chăm chỉ, thông minh, hiền, hiền lành, lễ phép, nhanh nhẹn, vui tính, nghịch ngợm, lười, thật thà, tốt, hài hước, nhút nhát, kiên nhẫn, gọn gàng, cẩn thận, ngộ nghĩnh, lém lỉnh, chậm chạp'.split(
    ', ',
  )

/** Each with what it is said of. */
const OTHERS: Record<string, string> = {
  cao: 'cái cây trước cổng',
  thấp: 'hàng rào quanh nhà',
  dài: 'con đường làng',
  ngắn: 'cái đuôi của chú cún',
  rộng: 'cái sân trước nhà',
  hẹp: 'con ngõ nhỏ',
  sâu: 'cái giếng đầu làng',
  nông: 'con suối gần nhà',
  dày: 'chiếc chăn mùa đông',
  mỏng: 'tờ giấy gấp thuyền',
  nặng: 'chiếc giỏ đầy quả',
  nhẹ: 'chiếc lông chim',
  cứng: 'hòn đá bên đường',
  mềm: 'chiếc gối',
  'mềm mại': 'bộ lông của chú mèo',
  tròn: 'ông trăng đêm rằm',
  vuông: 'ô cửa sổ',
  nóng: 'nồi canh trên bếp',
  lạnh: 'nước giếng buổi sáng',
  mát: 'cơn gió buổi chiều',
  ấm: 'chiếc chăn bông',
  'ấm áp': 'căn bếp của bà',
  ướt: 'mái tóc sau cơn mưa',
  khô: 'đám lá ngoài sân',
  sáng: 'ngọn đèn trong nhà',
  tối: 'căn phòng dưới mái nhà',
  sạch: 'đôi bàn tay vừa rửa',
  bẩn: 'đôi giày sau cơn mưa',
  ngọt: 'chiếc bánh bà làm',
  chua: 'quả chanh trong vườn',
  cay: 'quả ớt đỏ',
  mặn: 'nước biển',
  đắng: 'viên thuốc',
  thơm: 'nồi cơm mới',
  ngon: 'bữa cơm mẹ nấu',
  chín: 'những quả xoài trên cây',
  nhanh: 'chú ngựa của bác hàng xóm',
  chậm: 'chú rùa trong vườn',
  gần: 'nhà bà ngoại',
  xa: 'ngọn núi phía sau làng',
  đầy: 'giỏ quả của bà',
  đông: 'phiên chợ sáng',
  'yên tĩnh': 'buổi trưa ở quê',
  'ồn ào': 'sân trường giờ ra chơi',
  vắng: 'con đường buổi trưa',
  nhọn: 'chiếc bút chì mới',
  xinh: 'bông hoa trong vườn',
  tươi: 'những bông hoa buổi sáng',
  già: 'cây đa đầu làng',
  trẻ: 'cô giáo mới',
  gầy: 'chú mèo ngoài ngõ',
  béo: 'chú lợn trong chuồng',
  'sạch sẽ': 'căn phòng nhỏ',
  'nổi tiếng': 'chú hề trong rạp xiếc',
}

const OF_CHILDREN: Record<string, 'feeling' | 'character'> = {
  ...Object.fromEntries(FEELINGS.map((word) => [word, 'feeling' as const])),
  ...Object.fromEntries(CHARACTERS.map((word) => [word, 'character' as const])),
}

export const KNOWN_ADJECTIVES: readonly string[] = [
  ...new Set([...COLORS, ...COMMON, ...FEELINGS, ...CHARACTERS, ...Object.keys(OTHERS)]),
]

export interface Adjective {
  word: string
  /** As it stands after a noun: "màu đỏ". */
  attribute: string
  /** It can be said of the thing that a story is about. */
  joins: boolean
  /** Sentences that say it of something else; `{Hero}` is filled later. */
  sentences: readonly string[]
}

export function adjectiveOf(word: string): Adjective {
  const known = word.toLowerCase()
  if (COLORS.includes(known)) {
    const things = ['{Hero} mặc chiếc áo màu #.', '{Hero} đội chiếc mũ màu #.', 'Chiếc cặp của {name} có màu #.']
    return { word, attribute: `màu ${word}`, joins: true, sentences: things }
  }
  if (OF_CHILDREN[known] === 'feeling') {
    return of(word, ['{Hero} cảm thấy rất #.', 'Lúc ấy, {name} rất #.', 'Chưa bao giờ {name} thấy # như thế.'])
  }
  if (OF_CHILDREN[known] === 'character') {
    return of(word, [
      'Ai cũng biết {hero} rất #.',
      '{Elder} hay bảo rằng {name} rất #.',
      'Mọi người đều thấy {name} rất #.',
    ])
  }
  const said = OTHERS[known]
  if (said !== undefined) return of(word, [`${capital(said)} rất #.`, `${capital(said)} thật #.`])
  if (COMMON.includes(known)) {
    return {
      word,
      attribute: word,
      joins: true,
      sentences: ['{Hero} có một chiếc cặp #.', 'Trên bàn có một chiếc hộp #.'],
    }
  }
  return of(word, ['Có một từ mà {name} rất thích, đó là từ "#".'])
}

const of = (word: string, sentences: readonly string[]): Adjective => ({
  word,
  attribute: word,
  joins: false,
  sentences,
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
