"""Identifiers in the forms that strangers give them, country by country: none missed, nothing invented."""

from __future__ import annotations

import pytest

import clawback

WRITTEN = [
    (
        "GB",
        "I saw trace-n-return dot example on the footer",
        "domain:trace-n-return.example url:http://trace-n-return.example/",
    ),
    (
        "GB",
        "Their site is trace-n-return dot com and it is fake",
        "domain:trace-n-return.com url:http://trace-n-return.com/",
    ),
    (
        "VN",
        "bấm vô link evn-capnhat . example/app.apk cài app",
        "domain:evn-capnhat.example url:http://evn-capnhat.example/app.apk",
    ),
    (
        "IN",
        "link bijli-kyc(dot)example/pay pe daala",
        "domain:bijli-kyc.example url:http://bijli-kyc.example/pay",
    ),
    ("IN", "लिंक bijli-kyc(dot)com/pay पर भरो", "domain:bijli-kyc.com url:http://bijli-kyc.com/pay"),
    ("GB", "the genuine firm writes from a .co.uk name", ""),
    (
        "ID",
        "saldo hilang, transfer ke 7310255501 BCA. Rekeningku sendiri 2481077733",
        "account:ID:BANK:2481077733 account:ID:BANK:7310255501",
    ),
    (
        "ID",
        "ada WA dari nomor +62 857-5550-4410 kirim file",
        "handle:whatsapp:+6285755504410 phone:+6285755504410",
    ),
    ("VN", "Em chuyển cho số 0431000259871 hôm qua", "account:VN:BANK:0431000259871"),
    (
        "JP",
        "メールは support★outlet-camera-jp.example（★は@）",
        "domain:outlet-camera-jp.example email:support@outlet-camera-jp.example",
    ),
    ("JP", "消費者ホットライン188を案内", ""),
    ("JP", "銀行の照会番号は20261130-0098です", ""),
    ("JP", "受取口座:PayPay銀行 3344551に送った", "account:JP:BANK:3344551"),
    ("JP", "PayPay銀行 3344551に送った", "account:JP:BANK:3344551"),
    ("US", "my account is 322271627 / 700391155 at the credit union", "account:US:ABA:322271627-700391155"),
    (
        "MX",
        "llamó del treinta y tres, cincuenta y cinco, cincuenta, doce, treinta y cuatro",
        "phone:+523355501234",
    ),
    ("ES", "el teléfono es seis cinco cinco, cincuenta, doce, treinta y cuatro", "phone:+34655501234"),
    (
        "BR",
        "ligaram do onze, noventa e oito, cinquenta e cinco, cinquenta e um, vinte e dois, três",
        "phone:+5511985551223",
    ),
    ("PE", "RUC que me dieron: 20157368193", "company:PE:RUC:20157368193"),
    ("AR", "transferencia al alias luz.camino.sanar ayer", "account:AR:ALIAS:luz.camino.sanar"),
    ("CN", "她让我下个app视频 app叫夜色 视频完了", "app:夜色"),
    ("GB", "Sort code: 20-45-53 Acc no: 12345678", "account:GB:SORT:204553-12345678"),
    ("GB", "acc 12345678 s/c 204553 Barclays", "account:GB:SORT:204553-12345678"),
    ("GB", "I paid into 204553 12345678 at Lloyds", "account:GB:SORT:204553-12345678"),
    (
        "IN",
        "A/c no 50100012345678 HDFC bank IFSC HDFC0001234 naam Ramesh",
        "account:IN:IFSC:HDFC0001234-50100012345678",
    ),
    ("IN", "paytm no 9876543210 pe bheja", "phone:+919876543210"),
    ("IN", "UPI 9876543210@paytm par bheja", "account:IN:UPI:9876543210@paytm"),
    ("BR", "Ag 0001 Conta 1234567-8 Nubank", "account:BR:BANK:0001-12345678"),
    ("BR", "banco 260 ag 0001 cc 12345678-9", "account:BR:BANK:0001-123456789"),
    ("BR", "chave pix celular (11) 98765-4321", "account:BR:PIX:+5511987654321"),
    ("MX", "deposité a la cuenta 1234567890 de Banorte", "account:MX:BANK:1234567890"),
    ("AR", "CVU 0000003100012345678901", "account:AR:CBU:0000003100012345678901"),
    ("CL", "cuenta rut 12345678-5 Banco Estado", "account:CL:BANK:123456785"),
    ("PE", "BCP 191-12345678-0-12", "account:PE:BANK:19112345678012"),
    ("PE", "CCI 00219100123456780125", "account:PE:CCI:00219100123456780125"),
    ("CO", "Bancolombia ahorros 123-456789-00", "account:CO:BANK:12345678900"),
    ("VN", "STK: 0123456789 MB Bank NGUYEN VAN A", "account:VN:BANK:0123456789"),
    ("VN", "Vietcombank - 0071000123456", "account:VN:BANK:0071000123456"),
    ("TH", "SCB 123-4-56789-0 ชื่อนาย ก", "account:TH:BANK:1234567890"),
    ("TH", "ธ.กสิกรไทย เลขที่ 012-3-45678-9", "account:TH:BANK:0123456789"),
    ("ID", "BCA 1234567890 a.n. Budi", "account:ID:BANK:1234567890"),
    ("ID", "No rek: 1234-5678-9012 (Mandiri)", "account:ID:BANK:123456789012"),
    ("MY", "Maybank 1122 3344 5566 atas nama Ali", "account:MY:BANK:112233445566"),
    ("MY", "CIMB: 7012345678", "account:MY:BANK:7012345678"),
    ("KR", "카카오뱅크 3333-12-1234567 홍길동", "account:KR:BANK:3333121234567"),
    ("KR", "토스뱅크 1000-1234-5678로 보냈어요", "account:KR:BANK:100012345678"),
    ("JP", "三井住友銀行 渋谷支店 普通 1234567", "account:JP:BANK:1234567"),
    ("SG", "DBS 012-345678-9", "account:SG:BANK:0123456789"),
    ("SG", "sent to UOB 3413456789", "account:SG:BANK:3413456789"),
    ("HK", "HSBC 123-456789-833", "account:HK:BANK:123456789833"),
    ("TW", "中信822-123456789012", "account:TW:BANK:123456789012"),
    ("TW", "匯到(822) 1234567890123", "account:TW:BANK:1234567890123"),
    ("CN", "支付宝 13800138000 收的钱", "phone:+8613800138000"),
    ("US", "Telegram username: crypto_jane", "handle:telegram:crypto_jane"),
    ("GB", "join https://t.me/+AbCdEf12345", "url:https://t.me/+AbCdEf12345"),
    ("GB", "call +44 (0)20 7946 0958", "phone:+442079460958"),
    ("CN", "(+86)13800138000打来的", "phone:+8613800138000"),
    ("CN", "86-138-0013-8000打来的", "phone:+8613800138000"),
    ("CN", "号码138****8000打来的", ""),
    ("GB", "http: //fake-bank.com/login", "domain:fake-bank.com url:http://fake-bank.com/login"),
    ("GB", "www . fake-bank . com", "domain:fake-bank.com url:http://www.fake-bank.com/"),
    ("CN", "ｆａｋｅ－ｂａｎｋ．ｃｏｍ 网站", "domain:fake-bank.com url:http://fake-bank.com/"),
    ("CN", "网址是fake-bank点com", "domain:fake-bank.com url:http://fake-bank.com/"),
    ("US", "Order #112-4567890-1234567", ""),
    ("US", "OTP 123456 and ticket INC0012345", ""),
    ("US", "routing 121000248 account 4019982731", "account:US:ABA:121000248-4019982731"),
    ("US", "Zelle to 415-555-0132", "phone:+14155550132"),
    ("GB", "PayPal to jan@fake-shop.com", "domain:fake-shop.com email:jan@fake-shop.com"),
    ("DE", "IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFF", "iban:DE89370400440532013000"),
    ("PH", "GCash 0917 555 0162 Juan", "phone:+639175550162"),
    ("PH", "BDO 001234567890", "account:PH:BANK:001234567890"),
    ("NG", "GTBank 0123456789", "account:NG:NUBAN:0123456789"),
    ("US", "LTC LNsYxXCXz54JAX7KSSuyPGNSDFdhibxkF9", "crypto:LTC:LNsYxXCXz54JAX7KSSuyPGNSDFdhibxkF9"),
    ("US", "rGfVvz r4X1C3VVjGqvj4cXkQMd6ADTZgQvi5jwdh xrp", "crypto:XRP:r4X1C3VVjGqvj4cXkQMd6ADTZgQvi5jwdh"),
    (
        "US",
        "sol wallet GfVvzPkT2vzrLGQkghSBWDtitzv9vHgM5c7bPmw2URZd",
        "crypto:SOL:GfVvzPkT2vzrLGQkghSBWDtitzv9vHgM5c7bPmw2URZd",
    ),
    ("CN", "加他QQ 2839471 转账", "handle:qq:2839471"),
    ("KR", "카톡 아이디는 money_king1 이에요", "handle:kakaotalk:money_king1"),
    ("JP", "インスタの@yuki_love22から", "handle:instagram:yuki_love22"),
    ("TH", "ไอดีไลน์ moneyfast", "handle:line:moneyfast"),
    ("VN", "FB: fb.com/nguyen.fake.9", "handle:facebook:nguyen.fake.9"),
    ("ID", "IG @toko.murah_jkt", "handle:instagram:toko.murah_jkt"),
    ("MX", "mi CURP es GOMC800101HDFRRN09", "person_id:None"),
    ("ES", "mi DNI es 75932805F", "person_id:None"),
    ("TW", "身分證字號 A123456789", "person_id:None"),
    ("HK", "身份證 A123456(3)", "person_id:None"),
    ("ID", "NIK saya 3171234567890001", "person_id:None"),
    ("BR", "liguei para o 0800 729 0722 do banco", ""),
    ("GB", "my bank's number 0345 734 5345 on the card", ""),
    ("AU", "PayID 0420 555 019", "phone:+61420555019"),
    ("CA", "interac e-transfer to jo@fakemail.com", "domain:fakemail.com email:jo@fakemail.com"),
    ("FR", "RIB FR76 3000 6000 0112 3456 7890 189", "iban:FR7630006000011234567890189"),
]


@pytest.mark.parametrize(("country", "text", "wanted"), WRITTEN)
def test_as_it_is_written(country: str, text: str, wanted: str) -> None:
    found = clawback.read_report(text, country=country).identifiers
    assert " ".join(sorted(f"{each.kind}:{each.value}" for each in found)) == wanted


def test_an_agents_code_before_a_number_is_the_agent() -> None:
    (found,) = clawback.read_report("匯到(822) 1234567890123", country="TW").identifiers
    assert (found.value, found.agent, found.text) == ("TW:BANK:1234567890123", "822", "1234567890123")
