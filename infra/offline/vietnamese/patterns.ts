/** First sentences; `{at}` is where it happens. */
export const OPENINGS: readonly string[] = [
  'Sáng nay, {hero} dậy sớm hơn mọi ngày.',
  '{Hero} sống cùng gia đình và hay chơi {at}.',
  'Mưa vừa tạnh, và {hero} đang {at}.',
  'Chiều hôm ấy, {hero} ngồi {at} và nghĩ xem nên chơi gì.',
  'Nếu hôm ấy bạn đi ngang qua, bạn sẽ thấy {hero} {at}.',
  'Ai {at} cũng biết {hero}.',
  'Hôm ấy là một ngày mà {hero} nhớ mãi.',
  'Gà vừa gáy, {hero} đã mở mắt.',
  'Mỗi chủ nhật, {hero} lại được chơi {at}.',
  '{Hero} có một người bạn tên là {friend}.',
  'Trời nhiều mây, và {hero} đang {at}.',
  'Một buổi chiều mùa hè, {hero} và {friend} gặp nhau {at}.',
  'Tiếng ve kêu râm ran. {Hero} đang {at} cùng {friend}.',
  'Có một chuyện xảy ra {at} mà {hero} không bao giờ quên.',
  '{Hero} thích nhất là được chơi {at}.',
  'Chuyện này bắt đầu {at}, khi {hero} còn ngồi một mình.',
  'Vừa ăn sáng xong, {hero} đã chạy đi tìm {friend}.',
  'Trong xóm, không ai hay hỏi như {hero}.',
  'Gió thổi nhè nhẹ. {Hero} ngồi {at}, chân đung đưa.',
  'Hôm nay được nghỉ, nên {hero} vui lắm.',
  'Nắng vừa lên, {hero} đã {at}.',
  '"Dậy thôi!" {elder} gọi. {Hero} mở mắt và mỉm cười.',
]

/** Where the opening has not said who else is there. */
export const FRIENDS: readonly string[] = [
  'Bạn thân của {name} là {friend}.',
  '{Friend} cũng ở đó.',
  'Đi cùng {name} còn có {friend}.',
  'Hôm ấy, {friend} cũng đến chơi.',
  '{Name} đi đâu, {friend} đi đấy.',
]

/** Where the opening has not said where it is. */
export const PLACES: readonly string[] = [
  'Hai bạn hay chơi {at}.',
  'Lúc ấy, cả hai đang {at}.',
  'Hai bạn hẹn nhau {at}.',
]

export const WILLED_USES: readonly string[] = [
  '{Name} rất thích {do}.',
  'Ngày nào {name} cũng {do}.',
  '{Name} vừa mới {do} xong.',
  'Điều mà {name} thích nhất là được {do}.',
  'Cứ rảnh là {name} lại {do}.',
]
export const UNWILLED_USES: readonly string[] = ['{Name} {do}.', 'Lúc đầu, {name} {do}.']
/** Of a verb that nothing is known of. */
export const OTHER_USES: readonly string[] = [
  'Hôm ấy, {name} học được một từ mới: "{do}".',
  '{Name} vẽ một bức tranh, bên dưới viết chữ "{do}".',
]

export const OMENS: readonly { hint: string; payoff: string }[] = [
  {
    hint: 'Xa xa có tiếng ì ầm, nhưng chẳng ai để ý.',
    payoff: 'Bỗng tiếng ì ầm lại vang lên, rồi mưa đổ xuống. Bây giờ {name} mới hiểu tiếng ấy báo điều gì.',
  },
  {
    hint: '{Elder} bỏ một sợi dây dài vào túi của {name}. Chưa ai biết là lát nữa sẽ cần đến.',
    payoff: 'Lúc ấy, {name} nhớ đến sợi dây dài trong túi. Có nó, {name} không còn sợ nữa.',
  },
  {
    hint: 'Một con quạ già đậu trên mái nhà, như thể biết trước điều gì.',
    payoff: 'Con quạ già kêu lên ba tiếng. Thì ra nó đã muốn báo trước từ đầu!',
  },
  {
    hint: 'Trước khi đi, {name} bỏ một chiếc cúc áo vào túi, không biết rằng nó sẽ rất có ích.',
    payoff: '{Name} nắm chặt chiếc cúc áo trong túi, và tự nhiên thấy can đảm hơn.',
  },
  {
    hint: 'Gió hôm ấy thổi lạ lắm, cứ quay vòng như đang chờ ai.',
    payoff: 'Cơn gió lạ lại đến và thổi bật cánh cổng. Thì ra gió chờ đúng lúc này!',
  },
]

export const CONFLICTS: readonly { quarrel: string; spoken: string; peace: string; cold: string }[] = [
  {
    quarrel: '{Name} và {friend} cãi nhau xem ai được đi trước.',
    spoken: '"Mình trước!" {name} nói. "Không, mình trước!" {friend} kêu lên.',
    peace: 'Hai bạn xin lỗi nhau và lại cười như cũ.',
    cold: 'Hai bạn vẫn không nói với nhau câu nào.',
  },
  {
    quarrel: 'Có một bạn lớn hơn đến và đẩy {name} ra.',
    spoken: '"Tránh ra, chỗ này của tớ!" một bạn lớn hơn nói. "Chỗ này của chung mà," {name} đáp.',
    peace: 'Bạn lớn kia xin lỗi, và được mời chơi cùng.',
    cold: 'Còn bạn lớn kia thì bỏ đi, không một lời xin lỗi.',
  },
  {
    quarrel: '{Friend} muốn về, còn {name} thì nhất định không chịu. Hai bạn giận nhau.',
    spoken: '"Mình về đây," {friend} nói. "Không được, cậu phải ở lại!" {name} hét lên.',
    peace: 'Hai bạn hứa lần sau sẽ nghe nhau nói trước đã.',
    cold: 'Suốt đường về, hai bạn đi cách xa nhau.',
  },
]
