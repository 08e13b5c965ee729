import type { Plot } from './plot.ts'

export const WORLD: readonly Plot[] = [
  {
    kinds: ['place'],
    begin: ['{Name} nghe kể về {một x} và muốn đến xem ngay.', 'Hôm ấy, {name} và {friend} rủ nhau đi tìm {một x}.'],
    trouble: [
      'Đi được một đoạn, con đường bỗng chia làm hai.',
      'Nhưng sương xuống dày, chẳng nhìn thấy gì phía trước.',
    ],
    talk: [
      '"Rẽ trái hay rẽ phải?" {friend} hỏi. "Rẽ trái," {name} nói. "Cậu chắc không?" "Không," {name} đáp, và cả hai cùng cười.',
      '"Mình bị lạc rồi," {friend} nói. "Không sao, mình nắm tay nhau nhé," {name} đáp.',
    ],
    turn: [
      '{Name} đặt một viên sỏi trắng ở mỗi ngã rẽ để nhớ đường. Sau chín viên sỏi thì đến nơi.',
      'Hai bạn vừa đi vừa hát cho khỏi sợ. Hát hết bài thì {x} hiện ra trước mắt.',
    ],
    twist: [
      'Đi mãi, đi mãi, rồi cả hai ngẩn người: {x} ở ngay phía sau nhà mình!',
      'Vừa đến nơi, {name} đã thấy cả nhà đứng đợi. Thì ra mọi người bí mật chuẩn bị một bữa tiệc!',
    ],
    good: ['Hai bạn ở đó đến khi mặt trời lặn mới về.', 'Trên đường về, hai bạn đã hẹn nhau lần sau.'],
    bad: [
      'Nhưng trời đổ mưa to, ai cũng phải về. Hai bạn ướt hết, lặng lẽ bước đi.',
      'Nhưng trời tối mất rồi. {Friend} bị ốm mấy ngày, và {name} hối hận mãi.',
    ],
    morals: [
      '{Name} hiểu rằng đi xa thì phải xin phép người lớn.',
      '{Name} học được rằng có bạn bên cạnh thì đường xa cũng gần.',
    ],
  },
  {
    kinds: ['place'],
    begin: ['Có {một x} mà từ lâu chẳng ai trông nom.', '{Name} buồn khi thấy {một x} đầy rác và lá khô.'],
    trouble: [
      '{Name} bắt đầu dọn, nhưng việc nhiều quá, một mình làm không hết.',
      'Ai đi qua cũng lắc đầu và bảo rằng muộn rồi.',
    ],
    talk: [
      '"Cậu giúp mình nhé?" {name} hỏi. "Mình giúp bằng tay trái thôi, tay phải mình đang cầm bánh," {friend} cười.',
      '"Bẩn quá nhỉ," {friend} nói. "Không phải bẩn đâu, chỉ là đang buồn thôi," {name} đáp.',
    ],
    turn: [
      'Hôm sau, {friend} mang chổi đến. Hôm sau nữa, mười bạn khác cùng đến.',
      '{Name} đi từng nhà, xin mỗi người một giờ. Và mọi người đã đến, người cầm chổi, người cầm bánh.',
    ],
    twist: [
      'Dưới lớp lá khô, các bạn tìm thấy một tấm ảnh: {elder} hồi nhỏ, đứng ở đúng chỗ này!',
      'Khi chiếc lá cuối cùng được nhặt lên, cả một gia đình nhím thò đầu ra chào!',
    ],
    good: ['Bây giờ ai cũng thích đến đó chơi.', 'Mọi người treo đèn lồng và hát đến tận tối.'],
    bad: [
      'Nhưng đêm ấy có bão lớn. Sáng ra, tất cả lại như cũ, và không ai muốn làm lại.',
      'Nhưng hôm sau, chỗ ấy bị rào kín, và không ai được vào nữa.',
    ],
    morals: [
      '{Name} hiểu rằng nhiều bàn tay nhỏ làm được việc lớn.',
      '{Name} học được rằng nơi nào được yêu thương thì nơi ấy sẽ đẹp.',
    ],
  },
  {
    kinds: ['sky'],
    begin: ['Sáng nào {name} cũng chờ {x}.', '{Name} nhìn lên cao và mong thấy {x}.'],
    trouble: ['Nhưng đợi mãi mà chẳng thấy gì.', 'Nhưng hôm ấy, mọi thứ trên cao đều im lìm.'],
    talk: [
      '"Bao giờ mới thấy hả {elder}?" {name} hỏi. "Sắp rồi," {elder} đáp, "{con} đợi thêm một chút."',
      '"Cậu nhìn gì thế?" {friend} hỏi. "Mình đợi {x}," {name} nói.',
    ],
    turn: [
      '{Name} vẽ lại những gì mình mong lên một tờ giấy lớn và treo trước cửa.',
      '{Friend} mang chiếu ra, và hai bạn nằm đếm từng giây. Đến một trăm, điều mong đợi đã đến.',
    ],
    twist: [
      'Bỗng {name} nhìn xuống vũng nước dưới chân và reo lên: {x} đang ở ngay đó!',
      'Không ngờ, đêm ấy {name} mơ thấy {x} xuống chơi, và sáng dậy trên gối có một chiếc lá bạc!',
    ],
    good: ['{Name} vỗ tay mãi, mắt sáng lên.', 'Cả xóm cùng chạy ra xem với {name}.'],
    bad: [
      'Nhưng vui chưa được bao lâu thì {name} bị ốm, phải nằm nhà cả tuần.',
      'Nhưng chỉ một lát sau, mọi thứ lại tối đi, và {name} phải vào nhà trong nước mắt.',
    ],
    morals: ['{Name} hiểu rằng điều đẹp đáng để chờ đợi.', '{Name} học được rằng hôm nay chưa được thì còn ngày mai.'],
  },
  {
    kinds: ['idea'],
    begin: ['{Name} có {một x} mà chưa kể cho ai.', 'Sáng dậy, trong đầu {name} có {một x}.'],
    trouble: ['{Name} muốn kể lắm, nhưng lại sợ mọi người cười.', 'Nhưng cứ định nói ra thì {name} lại thấy ngại.'],
    talk: [
      '"Cậu đang nghĩ gì thế?" {friend} hỏi. "Mình kể, nhưng cậu đừng cười nhé," {name} nói.',
      '"{Con} cứ nói đi," {elder} bảo. "{Elder} ơi, {con} nói nhỏ thôi nhé," {name} đáp.',
    ],
    turn: [
      '{Name} hít một hơi thật sâu rồi kể hết cho {friend} nghe. {Friend} không hề cười.',
      '{Name} vẽ tất cả ra giấy, và ai xem cũng hiểu ngay.',
    ],
    twist: [
      'Nghe xong, {friend} tròn mắt, vì {friend} cũng có {một x} giống hệt!',
      'Thật bất ngờ, {elder} lấy ra một cuốn sổ cũ, trong đó đã ghi y như thế từ ngày xưa!',
    ],
    good: ['Từ hôm ấy, {x} là của chung hai bạn.', 'Cả nhà nghe xong đều vỗ tay.'],
    bad: [
      'Nhưng vài hôm sau, {name} quên mất gần hết. {X} không bao giờ trở lại như trước.',
      'Nhưng hôm sau, có bạn nghe được và cười to. {Name} chạy về nhà, không kể cho ai nữa.',
    ],
    morals: [
      '{Name} hiểu rằng bạn tốt là người biết lắng nghe.',
      '{Name} học được rằng điều trong lòng nên được nói ra.',
    ],
  },
  {
    kinds: ['big'],
    begin: ['{Name} ước có {một x} của riêng mình.', 'Trong sách có {một x}, và {name} cứ nghĩ về nó mãi.'],
    trouble: ['Nhưng thứ ấy đắt lắm, {elder} không mua được.', 'Nhưng con lợn đất của {name} thì nhẹ như lông.'],
    talk: [
      '"Mình sẽ tự làm," {name} nói. "Bằng gì?" {friend} hỏi. "Bằng mấy cái hộp kia kìa!"',
      '"Hộp giấy mà cũng làm được à?" {friend} hỏi. "Cậu cứ xem nhé," {name} đáp.',
    ],
    turn: [
      'Hai bạn nhặt hộp giấy, dây và màu vẽ. Bạn cắt, bạn dán, đến chiều thì xong.',
      'Làm ba ngày, đổ hai lần, nhưng hai bạn vẫn làm lại từ đầu.',
    ],
    twist: [
      'Vừa ngồi vào và nhắm mắt lại, hai bạn nghe tiếng gió vù vù. Mở mắt ra, {x} đã là thật!',
      'Một bác lạ mặt dừng lại xem. Thì ra bác chính là người làm {x} thật, và bác khen của hai bạn đẹp hơn!',
    ],
    good: ['Hai bạn chơi đến lúc trăng lên.', 'Cả xóm kéo đến xem, ai cũng muốn thử một lần.'],
    bad: [
      'Nhưng đêm ấy trời mưa. Sáng ra chỉ còn một đống giấy ướt, và {name} ngồi khóc.',
      'Nhưng có ai đó đã giẫm lên, và {name} không làm lại nữa.',
    ],
    morals: [
      '{Name} hiểu rằng thứ mình tự làm là quý nhất.',
      '{Name} học được rằng không mua được thì mình có thể tự làm.',
    ],
  },
]
