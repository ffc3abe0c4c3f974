<%@ page contentType="text/html;charset=UTF-8" %>
<!DOCTYPE html>
<title>Books</title>
<h1>No such book</h1><p>${path}</p>
